import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { lostDecisions, readRecords } from '../../decisions/index.ts'
import { readInside } from '../../platform/read-inside.ts'
import type { Workspace } from '../define.ts'
import type { Finding } from './finding.ts'

/**
 * What is wrong with the Markdown of a workspace: contracts that point to a decision or a runbook
 * which is not there, and decisions that cannot be read as such.
 * @param folder the workspace's folder, absolute
 */
export async function checkRecords(
  folder: string,
  { contracts }: Pick<Workspace, 'contracts'>,
): Promise<Finding[]> {
  const records = await readRecords(folder)
  const bad = records.flatMap(({ file, problems }) =>
    problems.map((message) => ({ file: join(folder, file), message })),
  )
  const lost = lostDecisions(contracts, records).map(({ reference, message }) => ({
    ...place(folder, 'decision', reference),
    message,
  }))
  const unread: Finding[] = []
  for (const { name, runbook } of contracts) {
    if (runbook === undefined) continue
    const read = await readInside(folder, runbook)
    if (read.ok) continue
    const message = `the contract '${name}' names the runbook '${runbook}': ${read.error}`
    unread.push({ ...place(folder, 'runbook', runbook), message })
  }
  return [...lost, ...unread, ...bad]
}

/** Where a contract says it: the first line of the workspace that has the field with this text. */
function place(folder: string, field: string, text: string): Omit<Finding, 'message'> {
  const quoted = new RegExp(`\\b${field}:\\s*(['"\`])${escape(text)}\\1`)
  for (const name of globSync('**/*.ts', {
    cwd: folder,
    exclude: ['**/node_modules/**', '.linchpin/**'],
  })) {
    const file = join(folder, name)
    const lines = readFileSync(file, 'utf8').split('\n')
    const at = lines.findIndex((line) => quoted.test(line))
    if (at >= 0) return { file, line: at + 1, column: lines[at]!.search(quoted) + 1 }
  }
  return { file: folder }
}

const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
