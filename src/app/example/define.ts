/** A file that an example brings for one of the workspace's sources. */
export interface ExampleFile {
  /** From the workspace's folder. */
  readonly path: string
  readonly text: string
}

/** An event as a website sends it to the collector; its `messageId` makes it the same event when it comes again. */
export type ExampleEvent = Readonly<Record<string, unknown>>

/** What is known of a workspace that nobody has used yet, as if somebody had. */
export interface ExampleHistory {
  /** Read by the sources in whose folders they lie; the others lie there for a person. */
  readonly files: readonly ExampleFile[]
  /** Sent to the collector, in this order. */
  readonly events: readonly ExampleEvent[]
  /** What edges showed, as they log it, with ids. */
  readonly exposures: readonly object[]
}

/** A visit that happens now. */
export interface ExampleVisit {
  /** Who is asked for at the edge: `anonymous:7f3a`. */
  readonly unit: string
  /** Empty where nobody could tell. */
  readonly region: string
  /** The placement that is asked for first, if any. */
  readonly placement?: string
  /** What the website then sends; `variant` is what the edge answered. */
  readonly events: (variant: string | undefined) => readonly ExampleEvent[]
}

/** What the module must export that a workspace names as its `example`. */
export interface ExampleModule {
  /**
   * Everything up to a moment. The same moment and scale must give the same history.
   * @param ask.scale how much of it, from 0 to 1
   */
  history(ask: { readonly until: Date; readonly scale: number }): ExampleHistory
  /** How many visits begin a second at a moment, while Linchpin runs. */
  visitsPerSecond(now: Date): number
  /** One of them. `chance` gives numbers in [0, 1). */
  visit(now: Date, chance: () => number): ExampleVisit
}
