import type { TSchema } from '../../core/schema.ts'
import type { Endpoint } from '../api.ts'

interface Properties {
  readonly properties?: Readonly<Record<string, TSchema>>
  readonly required?: readonly string[]
}

const refusals: Readonly<Record<number, string>> = {
  400: 'The request does not fit',
  401: 'Nobody is signed in, and no api key, or one that is not known or was revoked',
  403: 'Whoever asks may not do this',
  404: 'There is no such thing',
  409: 'It does not go with the state that the thing is in, or with rights that were changed since',
  413: 'The body is too big',
  429: 'Too many attempts; `retry-after` says how long to wait',
  500: 'A fault of ours; it is in the log under the reference',
  503: 'Something that is needed is away; try again later',
}

/** Writes the API contract down as OpenAPI 3.1. TypeBox schemas are JSON Schema, so they go in as they are. */
export function openapi(endpoints: Readonly<Record<string, Endpoint>>, version: string): unknown {
  const paths: Record<string, Record<string, unknown>> = {}
  for (const [operationId, each] of Object.entries(endpoints)) {
    const path = each.path.replace(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [each.method.toLowerCase()]: operation(operationId, each) }
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Linchpin', version, license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
    security: [{ key: [] }, { session: [] }],
    paths,
    components: {
      securitySchemes: {
        key: { type: 'http', scheme: 'bearer' },
        session: { type: 'apiKey', in: 'cookie', name: 'linchpin' },
      },
      schemas: {
        Problem: {
          type: 'object',
          description: 'A problem document (RFC 9457)',
          required: ['type', 'title', 'status', 'detail'],
          properties: {
            type: { type: 'string', format: 'uri' },
            title: { type: 'string' },
            status: { type: 'integer' },
            detail: { type: 'string' },
          },
        },
      },
    },
  }
}

function operation(operationId: string, each: Endpoint): unknown {
  // Also what a screen is told that was opened before a change of rights.
  const stale = each.right === 'anyone' ? [] : [409]
  const tooBig = each.method === 'POST' ? [413] : []
  const own = [400, 401, 403, ...each.problems, ...stale, ...tooBig, 500, 503]
  const isBytes = each.consumes !== 'application/json'
  const hasBody = isBytes || Object.keys((each.body as Properties).properties ?? {}).length > 0
  return {
    operationId,
    summary: each.summary,
    'x-right': each.right,
    'x-of': each.of,
    ...(each.right === 'anyone' ? { security: [] } : {}),
    parameters: [...parameters('path', each.params), ...parameters('query', each.query)],
    ...(hasBody ? { requestBody: content(each.consumes, each.body) } : {}),
    responses: {
      [each.status]: { description: each.summary, ...content(each.produces, each.answer) },
      ...Object.fromEntries(
        own.map((status) => [
          status,
          {
            description: refusals[status],
            ...content('application/problem+json', { $ref: '#/components/schemas/Problem' }),
          },
        ]),
      ),
    },
  }
}

const content = (type: string, schema: unknown) => ({ content: { [type]: { schema } } })

function parameters(place: 'path' | 'query', schema: TSchema): unknown[] {
  const { properties = {}, required = [] } = schema as Properties
  return Object.entries(properties).map(([name, each]) => ({
    name,
    in: place,
    required: required.includes(name),
    schema: each,
  }))
}
