import type { Days } from '../ui/days-select.tsx'

type Range = 7 | 90 | 365 | 'all'

/** How far the placements look back; thirty days are usual. */
export interface PlacementsSearch {
  readonly range?: Range
}

/** What a placement shows: also who is asked about, so that an answer can be passed on. */
export interface PlacementSearch extends PlacementsSearch {
  /** An identifier, `anonymous:7f3a`; with an empty one, nobody in particular is asked about. */
  readonly unit?: string
  readonly region?: string
}

const ranges = [7, 90, 365, 'all'] as const
const longest = 200

const text = (value: unknown): string | undefined => {
  const written = typeof value === 'number' ? String(value) : value
  return typeof written === 'string' ? written.slice(0, longest) : undefined
}

export function readPlacementsSearch(given: Record<string, unknown>): PlacementsSearch {
  const range = ranges.find((each) => each === given['range'])
  return range === undefined ? {} : { range }
}

export function readPlacementSearch(given: Record<string, unknown>): PlacementSearch {
  const [unit, region] = [text(given['unit']), text(given['region'])]
  return {
    ...readPlacementsSearch(given),
    ...(unit === undefined ? {} : { unit }),
    ...(region ? { region } : {}),
  }
}

export const daysOf = (range: Range | undefined): Days =>
  range === undefined ? 30 : range === 'all' ? undefined : range

export const rangeOf = (days: Days): { range?: Range } =>
  days === 30 ? {} : { range: days ?? 'all' }
