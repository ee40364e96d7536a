import type { Contract } from '../contracts/index.ts'
import { pausing } from '../exceptions/index.ts'
import { selectRetries, type PendingRetry } from '../pipeline/ingestion/index.ts'
import type { Source } from '../pipeline/ingestion/define.ts'
import type { Queryable } from '../platform/database/index.ts'

/** Why a source is not read by its schedule now, if it is not. */
export interface SourceState {
  /** It could not be read, and is tried again. */
  readonly retry: PendingRetry | undefined
  /** The exception that must be resolved before it is read by itself again. */
  readonly pausedBy: number | undefined
}

/** How it stands with each source, by its name. */
export async function sourceStates({
  db,
  contracts,
}: {
  readonly db: Queryable
  readonly contracts: readonly Contract[]
}): Promise<(source: Source) => SourceState> {
  const [retries, paused] = await Promise.all([selectRetries(db), pausing({ db }, contracts)])
  const bySource = new Map(retries.map((each) => [each.source, each]))
  return ({ name, contract }) => ({
    retry: bySource.get(name),
    pausedBy: paused.get(contract.name),
  })
}
