/** How far a file has been read. */
export interface Position {
  /** Bytes of what `openBytes` gives out. */
  readonly offset: number
  /** The line that begins there, from 1. */
  readonly line: number
  /** Records read up to there, the refused ones among them. */
  readonly records: number
}

export const fileStart: Position = { offset: 0, line: 1, records: 0 }
