/**
 * A measurement: a subject and a named baseline that do comparable work on this machine. A figure by
 * itself says as much about the machine as about the program; the ratio of the two says more.
 */
export interface Bench {
  readonly name: string
  /** What one figure is: `events/s`, `ms`. */
  readonly unit: string
  readonly better: 'higher' | 'lower'
  /** What the baseline is, in a few words: `bare node:http answer of the same size`. */
  readonly baselineName: string
  /** How often each is run; odd, so that the median is one of the figures. Default 5. */
  readonly rounds?: number
  /** Sets up what both need, and returns how to run each once and how to clear up. */
  readonly prepare: (say: (line: string) => void) => Promise<Prepared>
  /** What the figures must reach. */
  readonly bar?: Bar
}

export interface Prepared {
  /** Runs the subject once and returns its figure, with others worth noting beside it. */
  readonly subject: () => Promise<Reading>
  readonly baseline: () => Promise<Reading>
  readonly close: () => Promise<void>
}

export interface Reading {
  readonly figure: number
  /** Further figures of the same run: `{ 'p99 at half load, ms': 1.2 }`. */
  readonly also?: Readonly<Record<string, number>>
}

export interface Bar {
  /** The least (or, where lower is better, the most) that the subject's median may be. */
  readonly figure?: number
  /** The same for subject / baseline. */
  readonly ratio?: number
  /** The most that further figures may be, by name. */
  readonly also?: Readonly<Record<string, number>>
}
