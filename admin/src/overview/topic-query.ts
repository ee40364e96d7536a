import { query } from '../app/index.ts'

const dayMs = 86_400_000
const day = (ms: number): string => new Date(ms).toISOString().slice(0, 10)

/** How many days are looked at, and compared with as many before. */
export const topicDays = 90

/** What topics earned in the last 90 days, today with them, or in the 90 before. Whole days (UTC). */
export function topicQuery(now: number, which: 'now' | 'before') {
  const end = now + dayMs - (which === 'before' ? topicDays * dayMs : 0)
  const days = { from: day(end - topicDays * dayMs), to: day(end) }
  return {
    ...query('runReport', { params: { name: 'topic-pipeline' }, query: days }),
    // It walks all journeys: a look a minute is enough for figures of ninety days.
    staleTime: 60_000,
    refetchInterval: 60_000,
  }
}
