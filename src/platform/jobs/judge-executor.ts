/** Another process that runs jobs, as its row and its lock show it. */
export interface ExecutorRow {
  readonly id: string
  /** Since it was last seen, in milliseconds. A restart of the database counts as seeing it. */
  readonly ageMs: number
  /** Whether its connection lives. */
  readonly held: boolean
}

/** What is done about it: take its jobs over, cut it off, or leave it alone. */
export type ExecutorVerdict = 'take over' | 'cut off' | 'leave'

/** When one whose connection is gone counts as dead. Long enough for a connection to come back. */
const deadMs = 3_000
/** When one whose connection lives counts as hung. */
const hungMs = 10_000

export function judgeExecutor({ ageMs, held }: ExecutorRow): ExecutorVerdict {
  if (held) return ageMs > hungMs ? 'cut off' : 'leave'
  return ageMs > deadMs ? 'take over' : 'leave'
}
