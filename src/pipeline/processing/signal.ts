/** A record that landed, as processing reads it. */
export interface Signal {
  readonly position: number
  readonly contract: string
  readonly key: string
  readonly receivedAt: Date
  /** The record as it came, parsed. */
  readonly payload: unknown
  /** The position of the earlier signal of the same key that this one replaces. */
  readonly supersedes: number | null
}

/** Signals that were read together. */
export interface SignalBatch {
  readonly signals: readonly Signal[]
  /** Whether there were more of those that were asked for, which together are too large. */
  readonly isCut: boolean
}

/** Reads signals in the order in which they landed. */
export interface SignalReader {
  /**
   * The signals behind a position, at most so many; fewer when they are large. All that were asked for
   * are looked at to find out, so that whoever was given fewer should ask for fewer.
   */
  read(after: number, limit: number): Promise<SignalBatch>
  /** The position of the last signal that landed; 0 when there is none. */
  last(): Promise<number>
}
