/** Where rules' `now` comes from. Tests pass a clock that stands still. */
export interface Clock {
  now(): Date
}

export const systemClock: Clock = { now: () => new Date() }
