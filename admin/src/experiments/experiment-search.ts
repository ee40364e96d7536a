/** What an experiment's screen shows, as its address holds it. */
export interface ExperimentSearch {
  /** The arm whose interval is drawn. */
  readonly arm?: string | undefined
  /** The figure that is open: its column and its arm. */
  readonly figure?: string | undefined
  readonly group?: string | undefined
}

export function readExperimentSearch(given: Readonly<Record<string, unknown>>): ExperimentSearch {
  const search: Record<string, string> = {}
  for (const name of ['arm', 'figure', 'group']) {
    const value = given[name]
    if (typeof value === 'string' || typeof value === 'number') search[name] = String(value)
  }
  return search
}
