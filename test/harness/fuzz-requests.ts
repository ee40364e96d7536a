import type { Endpoint } from '../../src/app/api.ts'
import fc from 'fast-check'
import {
  fitting,
  record,
  hostileText,
  hostileValue,
  type Known,
  type Schema,
} from './hostile-values.ts'

/** An operation of the API as `/api/openapi.json` describes it. */
export interface Operation {
  readonly operationId: string
  readonly 'x-right': Endpoint['right']
  readonly 'x-of': Endpoint['of']
  readonly method: string
  readonly path: string
  readonly parameters: readonly {
    readonly in: 'path' | 'query'
    readonly name: string
    readonly required?: boolean
    readonly schema: Schema
  }[]
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> }
  readonly responses: Readonly<
    Record<string, { readonly content?: Readonly<Record<string, { readonly schema: Schema }>> }>
  >
}

type Fields = Readonly<Record<string, string>>

/** A request in its parts. */
export interface Sent {
  readonly path: Fields
  readonly query: readonly (readonly [string, string])[]
  /** The text of the body. */
  readonly body: string | undefined
}

/** Requests to an operation: half of them fit, and half have one thing wrong, so that it is that which is judged. */
export function requests(operation: Operation, known: Known): fc.Arbitrary<Sent> {
  const good = fittingRequests(operation, known)
  return fc.oneof(
    good,
    good.chain((sent) => spoilt(operation, sent)),
  )
}

function fittingRequests({ parameters, requestBody }: Operation, known: Known): fc.Arbitrary<Sent> {
  const fields = (place: 'path' | 'query') => {
    const here = parameters.filter((each) => each.in === place)
    const properties = Object.fromEntries(here.map(({ name, schema }) => [name, schema]))
    const required = here.filter((each) => each.required).map(({ name }) => name)
    return record({ properties, required }, known).map((values) =>
      Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value)])),
    )
  }
  const content = requestBody?.content
  const json = content?.['application/json']?.schema
  const body = json
    ? fitting(json, known).map((value) => JSON.stringify(value))
    : content
      ? fc.constantFrom('Id,Amount\nD,4\n', 'Id,Amount\nD,x\n', 'nothing', '')
      : fc.constantFrom(undefined, '', '{}')
  return fc.record({ path: fields('path'), query: fields('query').map(Object.entries), body })
}

function spoilt(operation: Operation, sent: Sent): fc.Arbitrary<Sent> {
  const ways: fc.Arbitrary<Sent>[] = [
    fc.tuple(hostileText(), hostileText()).map((extra) => ({
      ...sent,
      query: [...sent.query, extra],
    })),
    hostileText().map((body) => ({ ...sent, body })),
  ]
  const names = operation.parameters.filter((each) => each.in === 'query').map(({ name }) => name)
  if (names.length > 0) {
    ways.push(
      fc.tuple(fc.constantFrom(...names), hostileText()).map(([name, value]) => ({
        ...sent,
        query: [...sent.query.filter(([each]) => each !== name), [name, value]],
      })),
    )
  }
  const params = Object.keys(sent.path)
  if (params.length > 0) {
    ways.push(
      fc.tuple(fc.constantFrom(...params), hostileText()).map(([name, value]) => ({
        ...sent,
        path: { ...sent.path, [name]: value },
      })),
    )
  }
  const schema = operation.requestBody?.content['application/json']?.schema
  const fields = Object.keys(schema?.properties ?? {})
  if (sent.body && fields.length > 0) {
    const body = JSON.parse(sent.body) as object
    const without = (name: string) => Object.entries(body).filter(([each]) => each !== name)
    ways.push(
      hostileValue().map((value) => ({ ...sent, body: JSON.stringify(value) })),
      fc
        .constantFrom(...fields)
        .map((name) => ({ ...sent, body: JSON.stringify(Object.fromEntries(without(name))) })),
      ...[1, 2, 3].map(() =>
        fc
          .tuple(fc.constantFrom(...fields, '__proto__', 'constructor'), hostileValue())
          .map(([name, value]) => ({
            ...sent,
            body: JSON.stringify(Object.fromEntries([...without(name), [name, value]])),
          })),
      ),
    )
  }
  return fc.oneof(...ways)
}

/** The address of a request. Half a character becomes what a careless client sends. */
export function addressOf({ path }: Operation, sent: Sent): string {
  const encode = (text: string) => encodeURIComponent(text.toWellFormed())
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encode(sent.path[name] ?? ''))
  const query = sent.query.map(([name, value]) => `${encode(name)}=${encode(value)}`).join('&')
  return query ? `${filled}?${query}` : filled
}

/** What makes everything anew or takes it all away: it costs, and it empties the rest. */
const heavy = new Set(['startRebuild', 'removeExample'])

/** How often to ask an operation, where most are asked `runs` times. */
export function runsOf(operation: Operation, runs: number): number {
  const { operationId, parameters, requestBody } = operation
  if (heavy.has(operationId)) return Math.min(4, Math.ceil(runs / 4))
  // Where nothing is taken there is little to get wrong.
  return parameters.length === 0 && !requestBody ? Math.ceil(runs / 4) : runs
}
