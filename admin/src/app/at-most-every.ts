/** Something that is asked for often and done at most once in a while, the last asking included. */
export interface Paced {
  readonly ask: () => void
  /** Nothing that was asked for is done any more. */
  readonly stop: () => void
}

/** Does it when first asked, and what is asked for meanwhile once, when the time is over. */
export function atMostEvery(ms: number, act: () => void): Paced {
  let resting: ReturnType<typeof setTimeout> | undefined
  let isAsked = false
  const rest = (): void => {
    resting = undefined
    if (isAsked) ask()
  }
  const ask = (): void => {
    isAsked = resting !== undefined
    if (isAsked) return
    act()
    if (ms > 0) resting = setTimeout(rest, ms)
  }
  return { ask, stop: () => clearTimeout(resting) }
}
