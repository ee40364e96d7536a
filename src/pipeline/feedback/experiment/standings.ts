import type { DealtDay, DealtRow } from './store.ts'

/** How the counts stood at the end of a day. */
export interface Standing {
  /** In UTC: `2026-05-04`. */
  readonly day: string
  readonly dealt: readonly DealtRow[]
}

/** What the counts grow by on a day: persons come, convert, or are dealt another arm. */
interface Change {
  readonly day: string
  readonly by: DealtRow
}

const longestCurve = 400

/**
 * How the counts stood at the end of each day from the first one to `today`. As of a day, nobody has
 * yet done what came later. What a wrong clock dates after today counts today, and what lies more than
 * 400 days back counts on the first day.
 */
export function standings(rows: readonly DealtDay[], today: string): Standing[] {
  const all = rows.flatMap(changesOf)
  if (all.length === 0) return []
  const earliest = daysBefore(today, longestCurve - 1)
  const clamp = (day: string): string => (day > today ? today : day < earliest ? earliest : day)
  const changes = Map.groupBy(all, ({ day }) => clamp(day))
  const first = [...changes.keys()].sort()[0]!
  const cells = new Map<string, DealtRow>()
  return daysFrom(first, today).map((day) => {
    for (const { by } of changes.get(day) ?? []) add(cells, by)
    return { day, dealt: [...cells.values()] }
  })
}

/** How the counts stand when everything has happened. */
export function lastStanding(rows: readonly DealtDay[]): readonly DealtRow[] {
  const cells = new Map<string, DealtRow>()
  for (const { by } of rows.flatMap(changesOf)) add(cells, by)
  return [...cells.values()]
}

function changesOf(row: DealtDay): Change[] {
  const { arm, table, region, propensity, units, day, severalDay, convertedDay } = row
  const nobody = { arm, table, region, propensity, units: 0, conversions: 0, several: 0 }
  return [
    { day, by: { ...nobody, units } },
    ...(convertedDay === null
      ? []
      : [{ day: convertedDay, by: { ...nobody, conversions: units } }]),
    ...(severalDay === null ? [] : [{ day: severalDay, by: { ...nobody, several: units } }]),
  ]
}

function add(cells: Map<string, DealtRow>, by: DealtRow): void {
  const { arm, table, region, propensity } = by
  const key = JSON.stringify([arm, table, region, propensity])
  const cell = cells.get(key)
  cells.set(key, {
    ...by,
    units: (cell?.units ?? 0) + by.units,
    conversions: (cell?.conversions ?? 0) + by.conversions,
    several: (cell?.several ?? 0) + by.several,
  })
}

const dayMs = 86_400_000
const dayText = (ms: number): string => new Date(ms).toISOString().slice(0, 10)
const daysBefore = (day: string, days: number): string => dayText(Date.parse(day) - days * dayMs)

function daysFrom(first: string, last: string): string[] {
  const from = Date.parse(first)
  const count = Math.round((Date.parse(last) - from) / dayMs) + 1
  return Array.from({ length: count }, (_, n) => dayText(from + n * dayMs))
}
