import type { Right, Subject } from '../../accounts/define.ts'
import { t, type Static, type TSchema } from '../../core/schema.ts'

/** One call of the HTTP API: what it takes, what it gives, and what it may refuse with. */
export interface Endpoint<
  P extends TSchema = TSchema,
  Q extends TSchema = TSchema,
  B extends TSchema = TSchema,
  A extends TSchema = TSchema,
> {
  readonly method: 'GET' | 'POST' | 'DELETE'
  /** With `:name` for each of `params`. */
  readonly path: `/api/${string}`
  readonly summary: string
  /** The right that a caller needs; `anyone` also lets in who has not signed in. */
  readonly right: Right | 'anyone'
  /** What the right must be to. */
  readonly of: Subject
  readonly params: P
  readonly query: Q
  readonly body: B
  /** The media type of the body: JSON that is held against `body`, or bytes that are passed on as they come. */
  readonly consumes: 'application/json' | 'application/octet-stream'
  readonly status: 200 | 201 | 202
  readonly answer: A
  /** The media type of the answer. */
  readonly produces: 'application/json' | 'text/csv' | 'text/plain'
  /** Problems of its own; every endpoint also has 400, 401, 403, 409, 500 and 503. */
  readonly problems: readonly (404 | 409 | 429)[]
}

const nothing = t.Object({}, { additionalProperties: false })
type Nothing = typeof nothing

/** Declares an endpoint. A GET needs the right to read the workspace, anything else to operate it. */
export function endpoint<
  A extends TSchema,
  P extends TSchema = Nothing,
  Q extends TSchema = Nothing,
  B extends TSchema = Nothing,
>(
  spec: Pick<Endpoint<P, Q, B, A>, 'method' | 'path' | 'summary' | 'answer'> &
    Partial<Endpoint<P, Q, B, A>>,
): Endpoint<P, Q, B, A> {
  return {
    right: spec.method === 'GET' ? 'read' : 'operate',
    of: 'workspace',
    status: 200,
    consumes: 'application/json',
    produces: 'application/json',
    problems: [],
    // The defaults of P, Q and B are what stands here.
    params: nothing as unknown as P,
    query: nothing as unknown as Q,
    body: nothing as unknown as B,
    ...spec,
  }
}

/** What a caller sends to an endpoint. */
export interface InputOf<E extends Endpoint> {
  readonly params: Static<E['params']>
  readonly query: Static<E['query']>
  readonly body: Static<E['body']>
}

/** What an endpoint answers, as JSON. */
export type AnswerOf<E extends Endpoint> = Static<E['answer']>

/** A body of bytes. Who calls gives what it has; the handler is given a stream. */
export const bytes = (description: string) =>
  t.Unsafe<ReadableStream<Uint8Array> | Blob>({ type: 'string', format: 'binary', description })

/** A moment, as ISO 8601 text. */
export const time = () => t.String({ format: 'date-time' })
export const orNull = <S extends TSchema>(schema: S) => t.Union([schema, t.Null()])
export const count = (about?: string) =>
  t.Integer({ minimum: 0, ...(about ? { description: about } : {}) })
export const id = () => t.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER })
/** Text that a person wrote, and so never empty. */
export const words = (about: string) =>
  t.String({ minLength: 1, maxLength: 10_000, description: about })
export const object = <P extends Record<string, TSchema>>(properties: P) =>
  t.Object(properties, { additionalProperties: false })
/** How far a question looks back. */
export const lookBack = () =>
  t.Optional(
    t.Integer({
      minimum: 1,
      maximum: 3_650,
      description: 'the last so many days, today included; all time when left out',
    }),
  )
