import { describePath, finalPath } from '../../contracts/index.ts'
import { findRecord, readRecords } from '../../decisions/index.ts'
import { declaredPath, suggest, whatNext, type ShownException } from '../../exceptions/index.ts'
import { lastTimes } from '../../pipeline/ingestion/index.ts'
import type { Source } from '../../pipeline/ingestion/define.ts'
import type { AppContext } from '../context.ts'
import { sourceStates } from '../source-states.ts'
import { readRunbook } from './read-runbook.ts'

/** What helps a person to judge an exception: what comes next by itself, and what to read. */
export async function explainException(
  deps: AppContext,
  exception: ShownException<{ readonly held: number }>,
) {
  const { clock, contracts, workspace, folder } = deps
  const contract = contracts.find(({ name }) => name === exception.contract)
  const path = contract && declaredPath(contract, exception)
  const { held } = exception.held
  const source = readFrom(workspace.sources, exception)
  const around = {
    path: path && finalPath(path),
    held,
    source: source && (await howItIsRead(deps, source)),
  }
  const records = contract?.decision || contract?.runbook ? await readRecords(folder) : []
  const decision = contract?.decision && findRecord(records, contract.decision)
  return {
    suggestion: suggest(exception, { held, readable: source !== undefined }),
    declared: path && contract ? describePath(path, { ...contract, mode: exception.mode }) : null,
    next: whatNext(exception, around, clock.now()),
    source: source?.name ?? null,
    runbook: contract ? await readRunbook(folder, contract, records) : null,
    decision: contract?.decision
      ? {
          reference: contract.decision,
          id: (decision && decision.id) || null,
          title: (decision && decision.title) || null,
        }
      : null,
  }
}

/** The source of files that an exception is about: the one that it names, else one of its contract. */
function readFrom(
  sources: readonly Source[],
  { contract, detail }: Pick<ShownException<unknown>, 'contract' | 'detail'>,
): Source | undefined {
  const own = sources.filter((each) => each.contract.name === contract && each.from.door === 'file')
  return own.find(({ name }) => name === detail['source']) ?? own[0]
}

async function howItIsRead(deps: AppContext, source: Source) {
  const { db } = deps
  const { name, every, contract } = source
  const stateOf = await sourceStates({ db, contracts: [contract] })
  return { name, every, lastRead: (await lastTimes(db)).pulled.get(name), ...stateOf(source) }
}
