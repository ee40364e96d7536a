import { basename } from 'node:path'
import { finalPath } from '../../contracts/index.ts'
import { raise, type RaiseDeps } from '../../exceptions/index.ts'
import type { Queryable } from '../../platform/database/index.ts'
import type { AcceptDeps, Acceptance, Incoming } from './accept.ts'
import { countOvertaken, newestSignal } from './cursor-store.ts'
import type { FileRun } from './pull-file.ts'
import { storeSurely } from './store-surely.ts'

/** Lands a batch; `read` is what the reader gave, not what the door says it was given. */
export async function admit(
  { tx, ...deps }: AcceptDeps & { tx: Queryable },
  run: FileRun,
  path: string,
  records: readonly Incoming[],
  replacesTo: number | null,
): Promise<Acceptance> {
  const { id, source, contract } = run
  const after = replacesTo === null ? 0 : await newestSignal(tx)
  const origin = { source, run: id, receivedAt: deps.clock.now() }
  const counts = await storeSurely(deps, contract, records, { ...origin, within: tx })
  if (replacesTo !== null && counts.landed > 0) {
    const overtaken = await countOvertaken(tx, run, { after, replacesTo })
    if (overtaken > 0) await reportOvertaken({ ...deps, db: tx }, run, path, overtaken)
  }
  return { ...counts, read: records.length }
}

/**
 * Which of two files is right cannot be told where records do not say when they changed. The one that
 * was written last is taken, and a person hears of it.
 */
async function reportOvertaken(
  deps: RaiseDeps,
  { source, contract }: FileRun,
  path: string,
  times: number,
): Promise<void> {
  const then = finalPath(contract.failures.conflict)
  if (then.path === 'ignore') return
  const file = basename(path)
  await raise(deps, {
    mode: 'conflict',
    contract: contract.name,
    owner: contract.owner,
    route: then.route,
    due: then.due,
    title: `${source}: ${file} was written anew, and its values took the place of later ones from other files`,
    about: `${source} ${file} overtook`,
    detail: {
      source,
      file,
      message:
        'where records say when they changed, declare changedAt: then an older one never wins',
    },
    times,
  })
}
