import { explainedBody } from './answer-why.ts'
import type { Arm } from './arms.ts'
import { choiceOf, pick, type FallbackReason } from './choose.ts'
import { restOf, type Exposure } from './exposure.ts'
import { contentHeaders, openToAll } from './headers.ts'
import { prepareTable, type PreparedPlacement } from './prepare.ts'
import { decoded, queryParameter } from './query.ts'
import { regionOf, type Headers } from './region.ts'
import type { VariantTable } from './variant-table.ts'

/** Where placements are asked for: `GET /edge/v1/placements/hero?unit=anonymous:7f3a&region=DE`. */
export const placementsPath = '/edge/v1/placements/'

export interface EdgeRequest {
  readonly method: string
  /** Path and query. */
  readonly url: string
  readonly headers: Headers
}

/** An answer as plain values, so that every runtime can give it in its own way. */
export interface EdgeAnswer {
  readonly status: number
  /** Names and values in turn. */
  readonly headers: readonly string[]
  readonly body: string
  /** What was shown, to be logged; absent when nothing was. */
  readonly exposure?: Exposure
  /** The placement and why its fallback was shown, to be counted. */
  readonly fallback?: { readonly placement: string; readonly reason: FallbackReason }
}

/** An answer that is ready but for the unit: the same for everybody in an arm. */
interface Rendered {
  readonly answer: EdgeAnswer
  readonly rest: string
}

/**
 * Makes the function that answers requests for placements from a table, at once and from memory. A new
 * table takes a new function.
 */
export function answerFrom(table: VariantTable | undefined): (request: EdgeRequest) => EdgeAnswer {
  if (!table) return (request) => wrongMethod(request) ?? noTable
  const { placements, version } = prepareTable(table)
  const rendered = new Map<PreparedPlacement, Map<Arm | FallbackReason, Rendered>>(
    [...placements.values()].map((placement) => [placement, new Map()]),
  )
  const etag = `"${version}"`

  return (request) => {
    const { url, method, headers } = request
    if (method !== 'GET' && method !== 'HEAD') return wrongMethod(request)!
    const question = url.indexOf('?')
    const name = decoded(url.slice(placementsPath.length, question === -1 ? url.length : question))
    const placement = placements.get(name)
    if (!placement) {
      const explained = explainedBody(placements, name, request, question)
      return explained === undefined ? unknownPlacement(name, version) : explaining(explained)
    }
    const query = question === -1 ? url.length : question + 1
    const unit = queryParameter(url, query, 'unit')
    const region = regionOf(headers, queryParameter(url, query, 'region'))
    const picked = pick(placement, { unit, region })
    const ready = rendered.get(placement)!
    let found = ready.get(picked)
    if (!found) ready.set(picked, (found = render(placement, picked, etag)))
    const { rest } = found
    const held = picked === 'no-unit' && headers['if-none-match'] === etag
    const answer = held ? unchanged(found.answer, etag) : found.answer
    // Asking what would be shown shows nothing.
    if (method === 'HEAD') return { status: answer.status, headers: answer.headers, body: '' }
    const isNobody = picked === 'no-unit' || picked === 'bad-unit'
    return { ...answer, exposure: { unit: isNobody ? undefined : unit, region, rest } }
  }
}

function render(
  placement: PreparedPlacement,
  picked: Arm | FallbackReason,
  etag: string,
): Rendered {
  const choice = choiceOf(placement, picked)
  const body = JSON.stringify(choice)
  // What is chosen for a unit is nobody else's; what is shown to nobody in particular may be kept,
  // but must be asked for again, or it would not be counted.
  const caching =
    picked === 'no-unit'
      ? ['cache-control', 'no-cache', 'etag', etag]
      : ['cache-control', 'private, no-store']
  return {
    rest: restOf(choice),
    answer: {
      status: 200,
      headers: [...contentHeaders('application/json', body), ...caching, ...openToAll],
      body,
      ...(typeof picked === 'object'
        ? {}
        : { fallback: { placement: choice.placement, reason: picked } }),
    },
  }
}

const unchanged = (answer: EdgeAnswer, etag: string): EdgeAnswer => ({
  ...answer,
  status: 304,
  headers: ['cache-control', 'no-cache', 'etag', etag, ...openToAll],
  body: '',
})

const explaining = (body: string): EdgeAnswer => ({
  status: 200,
  headers: [
    ...contentHeaders('application/json', body),
    'cache-control',
    'private, no-store',
    ...openToAll,
  ],
  body,
})

function wrongMethod({ method }: EdgeRequest): EdgeAnswer | undefined {
  if (method === 'GET' || method === 'HEAD') return undefined
  const allow = 'GET, HEAD, OPTIONS'
  if (method !== 'OPTIONS') {
    return problem(405, 'Method not allowed', `a placement is read with GET, not ${method}`, [
      'allow',
      allow,
    ])
  }
  const permissions = ['access-control-allow-methods', allow, 'access-control-max-age', '86400']
  return {
    status: 204,
    // Pages may send headers of their own, tracing ones for example; none of them matters here.
    headers: ['allow', allow, ...permissions, 'access-control-allow-headers', '*', ...openToAll],
    body: '',
  }
}

const unknownPlacement = (name: string, version: number): EdgeAnswer =>
  problem(
    404,
    'No such placement',
    `there is no placement '${name.slice(0, 100)}' in version ${version} of the variant table; look for it in linchpin.config.ts, or publish it`,
  )

const noTable = problem(
  503,
  'No variant table',
  'this edge has not received a variant table yet; it looks for one by itself, so ask again shortly',
  ['retry-after', '5'],
)

function problem(
  status: number,
  title: string,
  detail: string,
  more: readonly string[] = [],
): EdgeAnswer {
  const type = `urn:linchpin:problem:${title.toLowerCase().replaceAll(' ', '-')}`
  const body = JSON.stringify({ type, title, status, detail })
  return {
    status,
    headers: [
      ...contentHeaders('application/problem+json', body),
      'cache-control',
      'no-store',
      ...more,
      ...openToAll,
    ],
    body,
  }
}
