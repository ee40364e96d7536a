import type { DealtDay, DealtRow } from './store.ts'

/** How the counts stood at the end of a day. */
export interface Standing {
  /** In UTC: `2026-05-04`. */
  readonly day: string
  readonly dealt: readonly DealtRow[]
}

/** One change of the counts: persons come, convert, or turn out to belong to no arm. */
interface Change {
  readonly day: string
  readonly key: string
  readonly several: boolean
  readonly units: number
  readonly conversions: number
  readonly of: DealtDay
}

const longestCurve = 400

/**
 * How the counts stood at the end of each day from the first one to `today`. As of a day, nobody has
 * yet done what came later: who saw a second arm on Friday still counted on Thursday. What a wrong
 * clock dates after today counts today, and what lies more than 400 days back counts on the first day.
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
    for (const change of changes.get(day) ?? []) apply(cells, change)
    return { day, dealt: standing(cells) }
  })
}

/** How the counts stand when everything has happened. */
export function lastStanding(rows: readonly DealtDay[]): readonly DealtRow[] {
  const cells = new Map<string, DealtRow>()
  for (const change of rows.flatMap(changesOf)) apply(cells, change)
  return standing(cells)
}

const standing = (cells: ReadonlyMap<string, DealtRow>): DealtRow[] =>
  [...cells.values()].filter(({ units }) => units > 0)

function changesOf(of: DealtDay): Change[] {
  const { arm, table, region, propensity, units, day, severalDay, convertedDay } = of
  const key = JSON.stringify([arm, table, region, propensity])
  const alone = { key, several: false, of }
  const apart = { key: `several ${key}`, several: true, of }
  const later = severalDay !== null && convertedDay !== null && severalDay <= convertedDay
  const moved = severalDay !== null && convertedDay !== null && !later ? units : 0
  return [
    { ...alone, day, units, conversions: 0 },
    ...(convertedDay === null
      ? []
      : [{ ...(later ? apart : alone), day: convertedDay, units: 0, conversions: units }]),
    ...(severalDay === null
      ? []
      : [
          { ...alone, day: severalDay, units: -units, conversions: -moved },
          { ...apart, day: severalDay, units, conversions: moved },
        ]),
  ]
}

function apply(
  cells: Map<string, DealtRow>,
  { key, several, units, conversions, of }: Change,
): void {
  const { arm, table, region, propensity } = of
  const cell = cells.get(key) ?? {
    arm,
    table,
    region,
    propensity,
    several,
    units: 0,
    conversions: 0,
  }
  cells.set(key, {
    ...cell,
    units: cell.units + units,
    conversions: cell.conversions + conversions,
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
