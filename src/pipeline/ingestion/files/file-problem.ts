import type { FailureMode } from '../../../contracts/index.ts'

/** Why a whole file cannot be read. It goes to the desk; other files of the source are still read. */
export class FileProblem extends Error {
  override name = 'FileProblem'
  readonly mode: FailureMode
  /** What tells it from other problems of the file, for its fingerprint: `encoding`, a column's name. */
  readonly about: string

  /** Of drift, whether a column came or went. */
  readonly face: 'added' | 'removed'

  /** @param message what is wrong and what to do, to be read after the file's name and a colon */
  constructor(
    mode: FailureMode,
    about: string,
    message: string,
    face: FileProblem['face'] = 'removed',
  ) {
    super(message)
    this.mode = mode
    this.about = about
    this.face = face
  }
}
