import type { EdgeAnswer, EdgeRequest } from './answer.ts'
import type { Arm } from './arms.ts'
import { choiceOf, pick, type Choice, type FallbackReason } from './choose.ts'
import { restOf } from './exposure.ts'
import { contentHeaders, openToAll } from './headers.ts'
import { readContext, type OfrepContext, type OfrepError } from './ofrep-context.ts'
import { prepareTable, type PreparedPlacement } from './prepare.ts'
import { decoded } from './query.ts'
import type { VariantTable } from './variant-table.ts'

/**
 * Where OpenFeature's remote evaluation protocol (OFREP 0.3) is spoken: `POST …/flags/hero` for one
 * placement, `POST …/flags` for all of them.
 */
export const ofrepPath = '/ofrep/v1/evaluate/flags'

export interface OfrepRequest extends EdgeRequest {
  readonly body: string
}

/** A placement as OpenFeature's SDKs read it: the flag's key is its name, the value its content. */
interface Evaluation {
  readonly key: string
  readonly value: unknown
  readonly reason: 'STATIC' | 'TARGETING_MATCH' | 'SPLIT' | 'DISABLED'
  readonly variant: string
  readonly metadata: Readonly<Record<string, string | number>>
}

/**
 * Makes the function that answers OFREP requests from a table, at once and from memory.
 *
 * One placement that is asked for is one that is shown, so it is an exposure. All of them together are
 * what a page fetches before it knows what it will show, so they are none.
 */
export function ofrepFrom(table: VariantTable | undefined): (request: OfrepRequest) => EdgeAnswer {
  if (!table) return (request) => wrongMethod(request) ?? noTable
  const { placements, version } = prepareTable(table)
  return (request) => {
    const refused = wrongMethod(request)
    if (refused) return refused
    const key = keyOf(request.url)
    const context = readContext(request.headers, request.body)
    if (key === undefined) {
      return context.ok
        ? all(placements, version, context.value, request)
        : json(400, context.error)
    }
    if (!context.ok) return json(400, { key, ...context.error })
    const placement = placements.get(key)
    return placement ? one(placement, context.value) : json(404, notFound(key, version))
  }
}

/** The key in the path; undefined where it names none. */
function keyOf(url: string): string | undefined {
  const path = url.split('?', 1)[0]!.slice(ofrepPath.length + 1)
  return path === '' ? undefined : decoded(path)
}

function one(placement: PreparedPlacement, { unit, region }: OfrepContext): EdgeAnswer {
  const key = placement.placement.name
  if (!unit.ok) return json(400, { key, ...unit.error })
  const picked = pick(placement, { unit: unit.value, region })
  const choice = choiceOf(placement, picked)
  return {
    ...json(200, evaluationOf(placement, picked, choice, region)),
    exposure: { unit: unit.value, region, rest: restOf(choice) },
    ...(typeof picked === 'object' ? {} : { fallback: { placement: key, reason: picked } }),
  }
}

function all(
  placements: ReadonlyMap<string, PreparedPlacement>,
  version: number,
  { unit, region }: OfrepContext,
  { headers }: OfrepRequest,
): EdgeAnswer {
  // Whole rather than hashed, so that no two contexts ever share it.
  const whom = unit.ok ? encodeURIComponent(unit.value) : unit.error.errorCode
  const etag = `"${version}.${region ?? ''}.${whom}"`
  if (headers['if-none-match'] === etag) {
    return { status: 304, headers: ['etag', etag, ...uncached], body: '' }
  }
  const flags = [...placements.values()].map((placement) => {
    if (!unit.ok) return { key: placement.placement.name, ...unit.error }
    const picked = pick(placement, { unit: unit.value, region })
    return evaluationOf(placement, picked, choiceOf(placement, picked), region)
  })
  return json(200, { flags, metadata: { table: version } }, ['etag', etag])
}

const evaluationOf = (
  placement: PreparedPlacement,
  picked: Arm | FallbackReason,
  choice: Choice,
  region: string | undefined,
): Evaluation => ({
  key: choice.placement,
  value: choice.content,
  reason: reasonOf(placement, picked, region),
  variant: choice.variant,
  metadata: {
    propensity: choice.propensity,
    table: choice.table,
    ...(choice.experiment === undefined ? {} : { experiment: choice.experiment }),
    ...(choice.fallback === undefined ? {} : { fallback: choice.fallback }),
    ...(region === undefined ? {} : { region }),
  },
})

function reasonOf(
  { placement, armsIn }: PreparedPlacement,
  picked: Arm | FallbackReason,
  region: string | undefined,
): Evaluation['reason'] {
  if (picked === 'nothing-allowed') return 'TARGETING_MATCH'
  const arms = armsIn(region).length
  if (arms === 0) return 'DISABLED'
  if (arms > 1 || typeof picked !== 'object') return 'SPLIT'
  return placement.restrictions.length > 0 ? 'TARGETING_MATCH' : 'STATIC'
}

const notFound = (key: string, version: number): OfrepError & { readonly key: string } => ({
  key: key.slice(0, 100),
  errorCode: 'FLAG_NOT_FOUND',
  errorDetails: `there is no placement of this name in version ${version} of the variant table`,
})

const uncached = [
  'cache-control',
  'private, no-store',
  'access-control-expose-headers',
  'etag',
  ...openToAll,
]

function json(status: number, document: object, more: readonly string[] = []): EdgeAnswer {
  const body = JSON.stringify(document)
  return {
    status,
    headers: [...contentHeaders('application/json', body), ...more, ...uncached],
    body,
  }
}

const noTable = json(
  503,
  { errorDetails: 'this edge has not received a variant table yet; ask again shortly' },
  ['retry-after', '5'],
)

function wrongMethod({ method }: EdgeRequest): EdgeAnswer | undefined {
  if (method === 'POST') return undefined
  const allow = 'POST, OPTIONS'
  if (method !== 'OPTIONS') {
    return json(405, { errorDetails: `flags are evaluated with POST, not ${method}` }, [
      'allow',
      allow,
    ])
  }
  const permissions = ['access-control-allow-methods', allow, 'access-control-max-age', '86400']
  // Credentials are allowed by name: the star does not stand for `authorization`.
  const names = 'content-type, if-none-match, authorization, x-api-key'
  return {
    status: 204,
    headers: ['allow', allow, ...permissions, 'access-control-allow-headers', names, ...openToAll],
    body: '',
  }
}
