import type { FailureMode, Path } from '../../contracts/index.ts'
import type { Acceptance } from './accept.ts'

/** A file that could not be read, or not to its end. */
export interface FileTrouble {
  readonly file: string
  readonly mode: FailureMode
  /** What is wrong and what to do. */
  readonly message: string
  /** The declared path that was taken: `retry`, it is tried again; `ignore`, it is only written down here; any other, it is at the desk. */
  readonly path: Path['path']
}

/** What a run has to do with the retries that its contract declares. */
export interface RunRecovery {
  /** `again`: it failed, and is tried again. `spent`: it failed, and no retry is left. `over`: what had failed before works again. */
  readonly outcome: 'again' | 'spent' | 'over'
  readonly mode: FailureMode
  /** Of `again` the retry that comes, of the others the last that was made. */
  readonly attempt: number
  readonly times: number
  /** When the first of these runs failed, as ISO 8601 text. */
  readonly since: string
  /** When the retry comes, as ISO 8601 text; null where none does. */
  readonly at: string | null
}

/** What became of a reading: read = landed + duplicate + filtered + quarantined. */
export interface RunResult extends Acceptance {
  readonly run: number
  readonly source: string
  readonly contract: string
  /** Failed when a file could not be read that nobody chose to ignore; what the others held has landed all the same. */
  readonly state: 'done' | 'failed'
  /** Files that were read, and files that were passed over because nothing in them had changed. */
  readonly files: number
  readonly unchanged: number
  /** Files that were still being written: their last line was left for the next pull. */
  readonly unfinished: readonly string[]
  readonly problems: readonly FileTrouble[]
  /** Null when nothing was tried again before, and nothing is from now on. */
  readonly recovery: RunRecovery | null
  /** The exception that must be resolved before the source is read by itself again, if one must. */
  readonly pausedBy: number | null
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
