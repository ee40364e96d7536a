import { readPlace, writePlace } from '../../../core/place.ts'
import { err, ok, type Result } from '../../../core/result.ts'
import type { Queryable } from '../../../platform/database/index.ts'
import { currenciesOf, nothingEarned, type Earnings } from '../../intelligence/index.ts'
import {
  selectCatalogue,
  type CatalogueEntry,
  type CatalogueFilter,
  type EntryPhase,
} from './catalogue-store.ts'

export type CatalogueOrder = 'earned' | 'newest'

export interface CatalogueRequest extends CatalogueFilter {
  readonly state?: EntryPhase | undefined
  /** What earned most first, or what is newest. Default `earned`, where that is known. */
  readonly order?: CatalogueOrder | undefined
  /** The `next` of the page before. */
  readonly after?: string | undefined
  readonly limit?: number | undefined
}

export interface CataloguePage {
  readonly entries: readonly (CatalogueEntry & { readonly earned: Earnings | null })[]
  /** How many entries there are in each state, whichever state is asked for. */
  readonly counts: Readonly<Record<EntryPhase, number>>
  readonly next?: string
}

/** By these an entry is in its place: figures, the greatest first, then its name. */
interface Place {
  readonly figures: readonly number[]
  readonly name: string
}

/**
 * The entries of collections with what each earned. A page begins behind the place that the page before
 * ended at, so one that is published or earns something meanwhile hides no other.
 * @param earned by `collection/slug`; null when the facts are away, then order is by date
 */
export async function listCatalogue(
  { db }: { db: Queryable },
  { state, order = 'earned', after, limit = 50, ...filter }: CatalogueRequest,
  earned: ReadonlyMap<string, Earnings> | null,
): Promise<Result<CataloguePage, string>> {
  const place = after === undefined ? ok(undefined) : placeOf(after)
  if (!place.ok) return place
  const all = await selectCatalogue(db, filter)
  const [currency] = currenciesOf([...(earned?.values() ?? [])].flatMap(({ money }) => money))
  const sorted = all
    .filter((each) => state === undefined || each.state === state)
    .map((entry) => {
      const name = `${entry.collection}/${entry.slug}`
      const its = earned && (earned.get(name) ?? nothingEarned)
      const byDate =
        Date.parse(entry.date ?? '') || (entry.publishedAt ?? entry.changedAt).getTime()
      const figures = order === 'earned' && its ? [...figuresOf(its, currency), byDate] : [byDate]
      return {
        entry: { ...entry, earned: its },
        place: { figures, name },
      }
    })
    .sort((a, b) => compare(a.place, b.place))
  const from = place.value
  const start = from ? sorted.findIndex((each) => compare(each.place, from) > 0) : 0
  const page = start < 0 ? [] : sorted.slice(start, start + limit)
  const last = page.at(-1)
  return ok({
    entries: page.map(({ entry }) => entry),
    counts: countStates(all),
    ...(last && last !== sorted.at(-1)
      ? { next: writePlace([last.place.name, ...last.place.figures]) }
      : {}),
  })
}

function countStates(entries: readonly CatalogueEntry[]): Record<EntryPhase, number> {
  const counts = { published: 0, draft: 0, withdrawn: 0, gone: 0 }
  for (const { state } of entries) counts[state] += 1
  return counts
}

function figuresOf(
  { money, leads, touches }: Earnings,
  currency: string | undefined,
): readonly number[] {
  const main = money.find((each) => each.currency === currency)
  return [main?.revenue ?? 0, main?.pipeline ?? 0, leads, touches]
}

function compare(a: Place, b: Place): number {
  for (const [n, figure] of a.figures.entries()) {
    const difference = (b.figures[n] ?? 0) - figure
    if (difference !== 0) return difference
  }
  return a.name < b.name ? -1 : Number(a.name > b.name)
}

function placeOf(text: string): Result<Place, string> {
  const [name, ...figures] = readPlace(text) ?? []
  const fits = typeof name === 'string' && figures.every((each) => typeof each === 'number')
  return fits
    ? ok({ name, figures })
    : err(`"${text.slice(0, 100)}" is not a place in the list; take it from a page's "next"`)
}
