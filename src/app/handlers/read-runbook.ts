import type { Contract } from '../../contracts/index.ts'
import type { DecisionRecord } from '../../decisions/index.ts'
import { renderMarkdown } from '../../platform/markdown.ts'
import { readInside } from '../../platform/read-inside.ts'
import { linkToDecision } from './link-to-decision.ts'

/** The runbook that a contract names, as safe HTML, or why it cannot be read; null when it names none. */
export async function readRunbook(
  folder: string,
  { runbook }: Pick<Contract, 'runbook'>,
  records: readonly DecisionRecord[],
) {
  if (runbook === undefined) return null
  const read = await readInside(folder, runbook)
  return read.ok
    ? {
        path: runbook,
        html: renderMarkdown(read.value, { linkTo: linkToDecision(records) }),
        problem: null,
      }
    : { path: runbook, html: null, problem: read.error }
}
