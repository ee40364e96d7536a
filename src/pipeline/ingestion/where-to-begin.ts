import type { FileCursor, GoneFile } from './cursor-store.ts'
import type { FileFacts } from './files/look-at-file.ts'
import { fileStart, type Position } from './files/position.ts'

/** Where a file is read from: `'nowhere'` when all of it has been read. */
export interface Beginning {
  readonly from: Position | 'nowhere'
  /** Of a file that was written anew since it was read: the newest signal when that was. */
  readonly replacesTo: number | null
}

/** A file as it lies there. */
export interface FoundFile {
  readonly size: number
  /** The digest of as many of its first bytes as were there when it was last read. */
  readonly before: string | undefined
  readonly readAs: string
}

export interface Reading {
  readonly run: number
  /** Read it from its start even if it is what was read. */
  readonly again: boolean
  /** A file of the same content that the source has no more: this may be that one, or it is a new one. */
  readonly gone?: GoneFile | undefined
}

/**
 * Whether a file is one that was read and has another name now: nobody has written it since. The export
 * of another day may hold the same and is news, but it was written later.
 */
export const isRenamed = ({ readAt }: GoneFile, { mtimeMs }: FileFacts): boolean =>
  readAt !== null && Math.floor(mtimeMs) <= readAt.getTime()

/**
 * A file whose content is what was read is passed over, one that only grew goes on where it ended, and
 * one that was written anew begins at its start. What a run has read itself it never reads again.
 */
export function whereToBegin(
  cursor: FileCursor | undefined,
  { size, before, readAs }: FoundFile,
  { run, again, gone }: Reading,
): Beginning {
  const start = { from: fileStart, replacesTo: cursor ? null : (gone?.landedTo ?? null) }
  if (!cursor || cursor.readAs !== readAs) return start
  // While a file that was written anew is not read to its end, it still takes the place of what was.
  const replacesTo = cursor.done ? null : cursor.replacesTo
  if (before !== cursor.digest) {
    return { from: fileStart, replacesTo: replacesTo ?? cursor.landedTo }
  }
  if (again && cursor.run !== run) return start
  const { offset, line, records } = cursor
  const isWhole = cursor.done && cursor.size === size
  return { from: isWhole ? 'nowhere' : { offset, line, records }, replacesTo }
}
