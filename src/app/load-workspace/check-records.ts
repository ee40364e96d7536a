import { join } from 'node:path'
import { lostDecisions, readRecords } from '../../decisions/index.ts'
import { readInside } from '../../platform/read-inside.ts'
import type { Workspace } from '../define.ts'
import type { Finding } from './finding.ts'
import { placeOf } from './place-of.ts'

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
    ...placeOf(folder, 'decision', reference),
    message,
  }))
  const unread: Finding[] = []
  for (const { name, runbook } of contracts) {
    if (runbook === undefined) continue
    const read = await readInside(folder, runbook)
    if (read.ok) continue
    const message = `the contract '${name}' names the runbook '${runbook}': ${read.error}`
    unread.push({ ...placeOf(folder, 'runbook', runbook), message })
  }
  return [...lost, ...unread, ...bad]
}
