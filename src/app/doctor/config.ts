import { WorkspaceError } from '../load-workspace/finding.ts'
import { loadWorkspace } from '../load-workspace/load-workspace.ts'
import { printFinding } from '../load-workspace/print-finding.ts'
import { fail, ok, type Finding } from './finding.ts'

/** Whether the workspace loads. */
export async function checkConfig(folder: string): Promise<Finding[]> {
  try {
    const { workspace } = await loadWorkspace(folder)
    const { name, contracts, sources } = workspace
    const parts = `${contracts.length} contracts, ${sources.length} sources`
    return [ok('config', `the workspace ${name} loads (${parts})`)]
  } catch (error) {
    if (!(error instanceof WorkspaceError)) throw error
    return error.findings.map((finding) =>
      fail(
        'config',
        printFinding(finding, folder),
        'Change what it names; `linchpin check` looks at the types, too',
      ),
    )
  }
}
