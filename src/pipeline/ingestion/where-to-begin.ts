import type { FileCursor } from './cursor-store.ts'
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

/**
 * A file whose content is what was read is passed over, one that only grew goes on where it ended, and
 * one that was written anew begins at its start. What a run has read itself it never reads again.
 * @param again read it from its start even if it is what was read
 */
export function whereToBegin(
  cursor: FileCursor | undefined,
  { size, before, readAs }: FoundFile,
  { run, again }: { readonly run: number; readonly again: boolean },
): Beginning {
  const start = { from: fileStart, replacesTo: null }
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
