import { stat } from 'node:fs/promises'
import type { Contract } from '../../contracts/index.ts'
import { tryAgain, type Queryable } from '../../platform/database/index.ts'
import type { AcceptDeps, Acceptance } from './accept.ts'
import { admit } from './admit.ts'
import { advance, findCursor, findGone, renewStamp, takeOverCursors } from './cursor-store.ts'
import type { FileDoor } from './define.ts'
import { digestStart } from './files/digest-start.ts'
import { FileProblem } from './files/file-problem.ts'
import { inspectFile, type InspectedFile } from './files/inspect-file.ts'
import { lookAtFile } from './files/look-at-file.ts'
import { ofFile } from './files/of-file.ts'
import type { PlacedFile } from './files/place-file.ts'
import { fileStart, type Position } from './files/position.ts'
import { readFile, type FileBatch } from './files/read-file.ts'
import { isUntouched, readAsOf } from './read-as.ts'
import type { Progress } from './run.ts'
import { watchHeader } from './watch-header.ts'
import { isRenamed, whereToBegin } from './where-to-begin.ts'

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
 * Reads what is new of one file into the door: all of it, what it has grown by, or what was left when
 * the reading was cut off. Each batch lands together with the cursor behind it, so a batch is never
 * lost and never taken twice.
 * @param options.again read it from its start even if it was read to its end
 * @param options.places what the source has, to tell a file that was only renamed; without it none is
 * @throws FileProblem when the file cannot be read
 */
export async function pullFile(
  deps: AcceptDeps,
  run: FileRun,
  { path, place }: PlacedFile,
  { again, places }: { readonly again: boolean; readonly places?: readonly string[] },
): Promise<{ unchanged: boolean; unfinished: boolean }> {
  const cursor = await findCursor(deps.db, run.source, place)
  const facts = await lookAtFile(path)
  const readAs = readAsOf(run)
  const passedOver = { unchanged: cursor?.run !== run.id, unfinished: false }
  if (isUntouched(cursor, facts, readAs) && !(again && passedOver.unchanged)) return passedOver
  const { digest, before } = await digestStart(path, facts.size, cursor?.size)
  const found = { size: facts.size, before, readAs }
  const gone =
    cursor || again || !places
      ? undefined
      : await findGone(deps.db, run.source, { ...found, digest }, places)
  if (gone && isRenamed(gone, facts)) {
    const renamed = { before: gone.place, place, stamp: facts.stamp }
    await takeOverCursors(deps.db, run.source, [renamed])
    return passedOver
  }
  const { from, replacesTo } = whereToBegin(cursor, found, { run: run.id, again, gone })
  if (from === 'nowhere') {
    await renewStamp(deps.db, run.source, place, facts.stamp)
    return passedOver
  }
  const identity = { size: facts.size, digest, stamp: facts.stamp, readAs, replacesTo }
  const commit = (db: Queryable, next: Position, done: boolean, counts: Acceptance) =>
    advance(db, run, place, { ...identity, ...next, done }, counts)
  // Should it turn out that it cannot be read, it is one that was not read.
  if (from === fileStart) await commit(deps.db, from, false, nothing)
  const file = await inspectFile(path, run.door, facts)
  const { header, batches } = await readFile(file, run.door, run.contract, from)
  if (header) await watchHeader(deps, run, { path: place, modifiedAt: facts.mtimeMs }, header)

  let at: Position = from
  let unfinished = false
  for await (const batch of readAhead(batches)) {
    if (batch.records.length > 0) {
      const land = async (tx: Queryable) => {
        const counts = await admit({ ...deps, tx }, run, path, batch.records, replacesTo)
        await commit(tx, batch.next, false, counts)
      }
      await tryAgain(() => deps.db.transaction(land))
    }
    at = batch.next
    unfinished ||= batch.unfinished === true
    const { source, onProgress } = run
    onProgress({ source, file: path, done: at.offset, total: facts.size, records: at.records })
  }
  await refuseRewritten(path, file)
  // A file that is still being written stays open, so that it is read again even if nothing else asks.
  await commit(deps.db, at, !unfinished, nothing)
  return { unchanged: false, unfinished }
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

/** What a file grows by is read next time; one that shrank was not the same any more. */
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
