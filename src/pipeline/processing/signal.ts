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

/** Reads signals in the order in which they landed. */
export interface SignalReader {
  /** The signals behind a position, at most so many; fewer when they are large. */
  read(after: number, limit: number): Promise<Signal[]>
  /** The position of the last signal that landed; 0 when there is none. */
  last(): Promise<number>
}
