const dayMs = 86_400_000

/** The first moment (UTC) of the last so many days, today included; undefined for all time. */
export function daysBack(now: Date, days: number | undefined): Date | undefined {
  if (days === undefined) return undefined
  const today = Math.floor(now.getTime() / dayMs) * dayMs
  return new Date(today - (days - 1) * dayMs)
}
