/** At most `count` of the times, the last among them, with as many between any two of them. */
export function spacedTimes(times: readonly number[], count: number): number[] {
  const step = Math.max(1, Math.ceil((times.length - 1) / (count - 1)))
  return times.filter((_, at) => (times.length - 1 - at) % step === 0)
}
