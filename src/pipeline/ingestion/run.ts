import type { FailureMode } from '../../contracts/index.ts'
import type { Acceptance } from './accept.ts'

/** A file that could not be read, or not to its end. It is at the desk as well. */
export interface FileTrouble {
  readonly file: string
  readonly mode: FailureMode
  /** What is wrong and what to do. */
  readonly message: string
}

/** What became of a reading: read = landed + duplicate + filtered + quarantined. */
export interface RunResult extends Acceptance {
  readonly run: number
  readonly source: string
  readonly contract: string
  /** Failed when a file could not be read; what the others held has landed all the same. */
  readonly state: 'done' | 'failed'
  /** Files that were read, and files that were passed over because nothing in them had changed. */
  readonly files: number
  readonly unchanged: number
  /** Files that were still being written: their last line was left for the next pull. */
  readonly unfinished: readonly string[]
  readonly problems: readonly FileTrouble[]
}

/** How far the reading of a file is. */
export interface Progress {
  readonly source: string
  readonly file: string
  /** Bytes read so far, and bytes of the file. */
  readonly done: number
  readonly total: number
  /** Records read so far in this file. */
  readonly records: number
}
