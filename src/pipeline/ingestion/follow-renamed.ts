import type { AcceptDeps } from './accept.ts'
import {
  findCursor,
  findGone,
  forgetCursors,
  selectBegunPlaces,
  selectReadPlaces,
  takeOverCursors,
  type RenamedFile,
} from './cursor-store.ts'
import { digestStart } from './files/digest-start.ts'
import { FileProblem } from './files/file-problem.ts'
import { lookAtFile } from './files/look-at-file.ts'
import type { PlacedFile } from './files/place-file.ts'
import type { FileRun } from './pull-file.ts'
import { isUntouched, readAsOf } from './read-as.ts'
import { isRenamed } from './where-to-begin.ts'

type Run = Pick<FileRun, 'source' | 'contract' | 'door'>

/**
 * Gives files that were renamed what was read of them, before another that lies under their old name by now
 * is read: a log that was rotated is older than what stands in its place, and must not land behind it. What
 * cannot be looked at is told of when it is read.
 */
export async function followRenamed(
  deps: AcceptDeps,
  run: Run,
  files: readonly PlacedFile[],
): Promise<void> {
  const places = files.map(({ place }) => place)
  const read = await selectReadPlaces(deps.db, run.source, places)
  const unmoved = new Set<string>()
  for (const file of files) {
    // One that cannot be looked at has not moved, as far as anybody can tell.
    if (read.has(file.place) && (await passing(isWhatWasRead(deps, run, file))) !== false)
      unmoved.add(file.place)
  }
  // Only where something else stands under a name can what stood there be elsewhere.
  if (unmoved.size === read.size) return
  const begun = await selectBegunPlaces(deps.db, run.source, places)
  const renamed: RenamedFile[] = []
  for (const file of files) {
    const isAnother = read.has(file.place) ? !unmoved.has(file.place) : !begun.has(file.place)
    const found = isAnother && (await passing(findRenamed(deps, run, file, [...unmoved])))
    if (found) renamed.push(found)
  }
  if (renamed.length === 0) return
  const taken = new Set(renamed.map(({ place }) => place))
  // What stands there by now is a new file, and not the old one written anew.
  const left = renamed.flatMap(({ before }) =>
    read.has(before) && !taken.has(before) ? [before] : [],
  )
  await deps.db.transaction(async (tx) => {
    await takeOverCursors(tx, run.source, renamed)
    await forgetCursors(tx, run.source, left)
  })
}

/** It is, or it has only grown. */
async function isWhatWasRead(
  { db }: AcceptDeps,
  run: Run,
  { path, place }: PlacedFile,
): Promise<boolean> {
  const cursor = await findCursor(db, run.source, place)
  const facts = await lookAtFile(path)
  if (!cursor || isUntouched(cursor, facts, readAsOf(run))) return true
  const { before } = await digestStart(path, facts.size, cursor.size)
  return before === cursor.digest
}

async function findRenamed(
  { db }: AcceptDeps,
  run: Run,
  { path, place }: PlacedFile,
  unmoved: readonly string[],
): Promise<RenamedFile | undefined> {
  const facts = await lookAtFile(path)
  const { digest } = await digestStart(path, facts.size)
  const found = { size: facts.size, digest, readAs: readAsOf(run) }
  const gone = await findGone(db, run.source, found, unmoved)
  return gone && isRenamed(gone, facts)
    ? { before: gone.place, place, stamp: facts.stamp }
    : undefined
}

const passing = <T>(work: Promise<T>): Promise<T | undefined> =>
  work.catch((problem: unknown) => {
    if (problem instanceof FileProblem) return undefined
    throw problem
  })
