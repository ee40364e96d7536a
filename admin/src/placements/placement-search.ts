import { daysRange, type DaysRange } from '../ui/days-range.ts'

export const placementRange = daysRange(30)

/** How far the placements look back. */
export interface PlacementsSearch {
  readonly range?: DaysRange
}

/** What a placement shows: also who is asked about, so that an answer can be passed on. */
export interface PlacementSearch extends PlacementsSearch {
  /** An identifier, `anonymous:7f3a`; with an empty one, nobody in particular is asked about. */
  readonly unit?: string
  readonly region?: string
}

const longest = 200

const text = (value: unknown): string | undefined => {
  const written = typeof value === 'number' ? String(value) : value
  return typeof written === 'string' ? written.slice(0, longest) : undefined
}

export function readPlacementsSearch(given: Record<string, unknown>): PlacementsSearch {
  const range = placementRange.read(given['range'])
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
