import { stat } from 'node:fs/promises'
import type { Contract } from '../../contracts/index.ts'
import { raise } from '../../exceptions/index.ts'
import { tryAgain, type Queryable } from '../../platform/database/index.ts'
import type { AcceptDeps, Acceptance, Incoming } from './accept.ts'
import type { FileDoor } from './define.ts'
import { FileProblem } from './files/file-problem.ts'
import { inspectFile, type InspectedFile } from './files/inspect-file.ts'
import { ofFile } from './files/of-file.ts'
import { fileStart, type Position } from './files/position.ts'
import { readFile, type FileBatch } from './files/read-file.ts'
import { declaredColumns } from './files/read-header.ts'
import { headerDrift } from './header-drift.ts'
import type { Progress } from './run.ts'
import { advance, findCursor, findHeader, saveHeader, type FileIdentity } from './run-store.ts'
import { storeSurely } from './store-surely.ts'

/** What the reading of one file needs to know of its run. */
export interface FileRun {
  readonly id: number
  readonly holder: string
  readonly source: string
  readonly contract: Contract
  readonly door: FileDoor
  readonly onProgress: (progress: Progress) => void
}

const nothing: Acceptance = { read: 0, landed: 0, duplicate: 0, filtered: 0, quarantined: 0 }

/**
 * Reads one file into the door, from where an earlier process of the same run was cut off. Each batch
 * lands together with the cursor behind it, so a batch is never lost and never taken twice.
 * @throws FileProblem when the file cannot be read
 */
export async function pullFile(
  deps: AcceptDeps,
  run: FileRun,
  path: string,
  skipUnchanged: boolean,
): Promise<{ unchanged: boolean; unfinished: boolean }> {
  const file = await inspectFile(path, run.door)
  const identity = { size: file.range.size, modifiedAt: file.mtimeMs, head: file.head }
  const cursor = await findCursor(deps.db, run.source, path)
  const same = cursor && isSame(cursor, identity)
  if (same && cursor.done && (skipUnchanged || cursor.run === run.id)) {
    return { unchanged: cursor.run !== run.id, unfinished: false }
  }
  const from = same && cursor.run === run.id ? cursor : fileStart
  const { header, batches } = await readFile(file, run.door, run.contract, from)
  if (header) await watchHeader(deps, run, header)

  let at: Position = from
  let unfinished = false
  const commit = (db: Queryable, next: Position, done: boolean, counts: Acceptance) =>
    advance(db, run, path, { ...identity, ...next, done }, counts)
  for await (const batch of readAhead(batches)) {
    if (batch.records.length > 0) {
      const land = async (tx: Queryable) => {
        const counts = await admit({ ...deps, tx }, run, batch.records)
        await commit(tx, batch.next, false, counts)
      }
      await tryAgain(() => deps.db.transaction(land))
    }
    at = batch.next
    unfinished ||= batch.unfinished === true
    const { source, onProgress } = run
    onProgress({ source, file: path, done: at.offset, total: identity.size, records: at.records })
  }
  await refuseRewritten(path, file)
  // A file that is still being written stays open, so that it is read again even if nothing else asks.
  await commit(deps.db, at, !unfinished, nothing)
  return { unchanged: false, unfinished }
}

const isSame = (a: FileIdentity, b: FileIdentity): boolean =>
  a.size === b.size && a.modifiedAt === b.modifiedAt && a.head === b.head

/** Lands a batch; `read` is what the reader gave, not what the door says it was given. */
async function admit(
  { tx, ...deps }: AcceptDeps & { tx: Queryable },
  { id, source, contract }: FileRun,
  records: readonly Incoming[],
): Promise<Acceptance> {
  const origin = { source, run: id, receivedAt: deps.clock.now() }
  const counts = await storeSurely(deps, contract, records, { ...origin, within: tx })
  return { ...counts, read: records.length }
}

/** Reads the next batch while the one before is being written. */
async function* readAhead(batches: AsyncIterable<FileBatch>): AsyncGenerator<FileBatch> {
  const iterator = batches[Symbol.asyncIterator]()
  try {
    let next = iterator.next()
    for (;;) {
      const { value, done } = await next
      if (done) return
      next = iterator.next()
      // It may fail before anybody waits for it; whoever comes to wait for it hears of it then.
      next.catch(() => {})
      yield value
    }
  } finally {
    await iterator.return?.()
  }
}

async function watchHeader(
  deps: AcceptDeps,
  { source, contract }: FileRun,
  header: readonly string[],
): Promise<void> {
  const before = await findHeader(deps.db, source)
  const declared = declaredColumns(contract.payload).all
  const drifts = before ? headerDrift(contract, declared, before, header) : []
  const stopping = drifts.find(({ stops }) => stops)
  if (stopping) {
    throw new FileProblem('drift', stopping.column, stopping.message, stopping.face)
  }
  for (const { column, face, message, path } of drifts) {
    await raise(deps, {
      mode: 'drift',
      contract: contract.name,
      owner: contract.owner,
      ...(path.path === 'ignore' ? {} : { route: path.route, due: path.due }),
      title: `${source}: ${message}`,
      about: column,
      detail: { face, before, now: header },
    })
  }
  if (before?.join('\n') !== header.join('\n')) {
    await saveHeader(deps.db, source, header, deps.clock.now())
  }
}

/** A file that only grew is read on next time; one that shrank or vanished was not the same any more. */
async function refuseRewritten(path: string, file: InspectedFile): Promise<void> {
  const now = await ofFile(stat(path).catch(vanished))
  if (now && now.size >= file.range.size) return
  const message =
    'it became shorter while it was being read, so what was read may be half of the old and half of ' +
    'the new. What was read is kept; pull it again'
  throw new FileProblem('conflict', 'rewritten', message)
}

function vanished(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error
}
