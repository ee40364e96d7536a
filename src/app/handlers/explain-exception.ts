import { describePath } from '../../contracts/index.ts'
import { findRecord, readRecords } from '../../decisions/index.ts'
import { declaredPath, suggest, whatNext, type ShownException } from '../../exceptions/index.ts'
import { lastTimes } from '../../pipeline/ingestion/index.ts'
import { renderMarkdown } from '../../platform/markdown.ts'
import { readInside } from '../../platform/read-inside.ts'
import type { AppContext } from '../context.ts'
import { linkToDecision } from './link-to-decision.ts'

/** What helps a person to judge an exception: what comes next by itself, and what to read. */
export async function explainException(
  deps: AppContext,
  exception: ShownException<{ readonly held: number }>,
) {
  const { db, clock, contracts, workspace, folder } = deps
  const contract = contracts.find(({ name }) => name === exception.contract)
  const path = contract && declaredPath(contract, exception)
  const { held } = exception.held
  const source = workspace.sources.find(
    ({ contract: { name }, from }) => name === contract?.name && from.door === 'file',
  )
  const lastRead = source?.every && (await lastTimes(db)).pulled.get(source.name)
  const timed = source?.every && { name: source.name, every: source.every, lastRead }
  const records = contract?.decision || contract?.runbook ? await readRecords(folder) : []
  const rendered = (markdown: string) =>
    renderMarkdown(markdown, { linkTo: linkToDecision(records) })
  const runbook = contract?.runbook && (await readInside(folder, contract.runbook))
  const decision = contract?.decision && findRecord(records, contract.decision)
  return {
    suggestion: suggest(exception, { held, readable: source !== undefined }),
    declared: path && contract ? describePath(path, contract) : null,
    next: whatNext(exception, { path, held, source: timed || undefined }, clock.now()),
    source: source?.name ?? null,
    runbook:
      contract?.runbook && runbook
        ? {
            path: contract.runbook,
            html: runbook.ok ? rendered(runbook.value) : null,
            problem: runbook.ok ? null : runbook.error,
          }
        : null,
    decision: contract?.decision
      ? {
          reference: contract.decision,
          id: (decision && decision.id) || null,
          title: (decision && decision.title) || null,
        }
      : null,
  }
}
