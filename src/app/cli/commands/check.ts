import { existsSync } from 'node:fs'
import type { Workspace } from '../../define.ts'
import { checkExample } from '../../load-workspace/check-example.ts'
import { checkPaths } from '../../load-workspace/check-paths.ts'
import { checkRecords } from '../../load-workspace/check-records.ts'
import { checkTypes } from '../../load-workspace/check-types.ts'
import { WorkspaceError, type Finding } from '../../load-workspace/finding.ts'
import { configName, loadWorkspace } from '../../load-workspace/load-workspace.ts'
import { printFinding } from '../../load-workspace/print-finding.ts'
import { shownPath } from '../../shown-path.ts'
import type { Call, Command } from '../command.ts'

/** `linchpin check`: loads a workspace and prints what is wrong. */
export const command: Command = {
  usage: [''],
  mostWords: 0,
  about: `Loads the workspace and prints what is wrong, with file and line: also decisions and runbooks
that a contract names and that are not there, and paths that the door of a source cannot carry
out. Where TypeScript is installed, its types are checked too.`,
  options: {},
  run: check,
}

async function check({ workspace: folder, json, io }: Call): Promise<0 | 1> {
  const { workspace, findings: faults } = await tryToLoad(folder)
  const types = existsSync(`${folder}/${configName}`) ? await checkTypes(folder) : undefined
  const findings = [...faults, ...(types ?? []).filter(isNew(faults))]
  const summary = workspace && summarise(workspace)

  if (json) {
    const places = findings.map((each) => ({ ...each, file: shownPath(io.cwd, each.file) }))
    const checked = { ok: findings.length === 0, typesChecked: types !== undefined }
    io.out(`${JSON.stringify({ ...checked, workspace: summary, findings: places })}\n`)
  } else if (findings.length > 0) {
    io.err(`${findings.map((each) => printFinding(each, io.cwd)).join('\n\n')}\n`)
  } else if (summary) {
    const parts = Object.entries(summary.parts).map(([part, count]) => `${count} ${part}`)
    io.out(`${summary.name}: nothing wrong (${parts.join(', ')})\n`)
    if (!types) {
      io.out('Types were not checked: TypeScript is not installed here (npm install typescript)\n')
    }
  }
  return findings.length === 0 ? 0 : 1
}

async function tryToLoad(
  folder: string,
): Promise<{ workspace?: Workspace; findings: readonly Finding[] }> {
  try {
    const loaded = await loadWorkspace(folder)
    const { workspace } = loaded
    const findings = await Promise.all([
      checkRecords(loaded.folder, workspace),
      checkExample(loaded.folder, workspace),
    ])
    return { workspace, findings: [...checkPaths(loaded.folder, workspace), ...findings.flat()] }
  } catch (error) {
    if (error instanceof WorkspaceError) return { findings: error.findings }
    throw error
  }
}

/** The same line need not be blamed twice, by the run and by the types. */
const isNew = (known: readonly Finding[]) => (finding: Finding) =>
  !known.some(({ file, line }) => file === finding.file && line === finding.line)

function summarise({ name, ...workspace }: Workspace) {
  const { contracts, sources, reports, content, placements, experiments, routes } = workspace
  const lists = { contracts, sources, reports, content, placements, experiments, routes }
  const parts = Object.fromEntries(
    Object.entries(lists)
      .map(([part, list]) => [part, list.length] as const)
      .filter(([, count]) => count > 0),
  )
  return { name, parts }
}
