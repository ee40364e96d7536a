/** A straight scale from values to pixels. */
export interface Scale {
  readonly domain: readonly [number, number]
  readonly at: (value: number) => number
}

/** A scale over that domain; a domain of one value lies in the middle. */
export function scaleOf(
  domain: readonly [number, number],
  range: readonly [number, number],
): Scale {
  const [low, high] = domain
  const [from, to] = range
  const span = high - low
  return {
    domain,
    at: (value) => (span === 0 ? (from + to) / 2 : from + ((value - low) / span) * (to - from)),
  }
}

/**
 * Round values that divide a domain, about `count` of them: steps of 1, 2 or 5 times a power of ten.
 * All lie within the domain.
 */
export function ticks([low, high]: readonly [number, number], count: number): number[] {
  if (!Number.isFinite(low) || !Number.isFinite(high) || high <= low) return [low]
  const rough = (high - low) / Math.max(count, 1)
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = [1, 2, 5, 10].map((each) => each * power).find((each) => each >= rough * 0.999)!
  const found: number[] = []
  for (let at = Math.ceil(low / step - 1e-9); at * step <= high + step * 1e-9; at += 1) {
    // Noughts without a sign, and 0.3 instead of 0.30000000000000004.
    found.push(Number((at * step).toPrecision(12)) || 0)
  }
  return found
}

/** The domain that values are drawn in: with zero, and widened to round ends. */
export function domainOf(values: Iterable<number>): [number, number] {
  let low = 0
  let high = 0
  for (const value of values) {
    if (!Number.isFinite(value)) continue
    low = Math.min(low, value)
    high = Math.max(high, value)
  }
  if (low === high) return [0, 1]
  const [first = low, second = high] = ticks([low, high], 4)
  const step = second - first || high - low
  return [Math.floor(low / step + 1e-9) * step, Math.ceil(high / step - 1e-9) * step]
}
