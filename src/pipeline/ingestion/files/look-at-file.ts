import { stat } from 'node:fs/promises'
import { ofFile } from './of-file.ts'

/** What the file system says of a file. */
export interface FileFacts {
  readonly size: number
  readonly mtimeMs: number
  /**
   * Another text once the file has been touched in any way: written, replaced, moved, or only given
   * another time. Empty while it may still change within the same tick of the clock.
   */
  readonly stamp: string
}

const tickMs = 2_000

/** @throws FileProblem when the operating system refuses it */
export async function lookAtFile(path: string): Promise<FileFacts> {
  const { size, mtimeMs, ctimeMs, ino } = await ofFile(stat(path))
  const rests = Date.now() - ctimeMs > tickMs
  return { size, mtimeMs, stamp: rests ? `${ino} ${ctimeMs} ${size}` : '' }
}
