import type { ListedContract } from './types.ts'

export interface DayRead {
  readonly day: string
  readonly read: number
}

const dayMs = 86_400_000

/** What was read on each of the last days up to `at`, the silent days among them, the earliest first. */
export function readByDay(days: ListedContract['days'], at: string | Date, count = 30): DayRead[] {
  const known = new Map(days.map(({ day, read }) => [day, read]))
  const last = new Date(at).getTime()
  return Array.from({ length: count }, (_, n) => {
    const day = new Date(last - (count - 1 - n) * dayMs).toISOString().slice(0, 10)
    return { day, read: known.get(day) ?? 0 }
  })
}
