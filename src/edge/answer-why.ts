import { explain, type Explanation } from './explain.ts'
import type { PreparedPlacement } from './prepare.ts'
import { queryParameter } from './query.ts'
import { regionOf, type Headers } from './region.ts'

/**
 * What `GET /edge/v1/placements/hero/why?unit=…&region=…` answers. Everybody may ask, so the reasons of
 * restrictions, which are written for colleagues, are left out: the app adds them from the same table.
 */
export interface EdgeExplanation extends Omit<Explanation, 'restricted'> {
  /** Where the edge takes the request to come from, if it can tell. */
  readonly region?: string
  readonly restricted: readonly Omit<Explanation['restricted'][number], 'because'>[]
}

const ending = '/why'

/**
 * The explanation that a request asks for, as JSON; undefined when it asks for none. It logs no
 * exposure, since nothing is shown.
 *
 * @param name what the path names: a placement and `/why`
 * @param question where the query starts in the URL, or -1
 */
export function explainedBody(
  placements: ReadonlyMap<string, PreparedPlacement>,
  name: string,
  { url, headers }: { readonly url: string; readonly headers: Headers },
  question: number,
): string | undefined {
  if (!name.endsWith(ending)) return undefined
  const placement = placements.get(name.slice(0, -ending.length))
  if (!placement) return undefined
  const query = question === -1 ? url.length : question + 1
  const region = regionOf(headers, queryParameter(url, query, 'region'))
  const { restricted, ...rest } = explain(placement, {
    unit: queryParameter(url, query, 'unit'),
    region,
  })
  const explanation: EdgeExplanation = {
    ...rest,
    ...(region === undefined ? {} : { region }),
    restricted: restricted.map(({ regions, variants }) => ({ regions, variants })),
  }
  return JSON.stringify(explanation)
}
