import type { Context } from 'hono'
import { Compile, type Validator } from 'typebox/compile'
import { Convert } from 'typebox/value'
import type { TSchema } from '../../core/schema.ts'
import type { Endpoint } from '../api.ts'
import { invalid, Refusal } from './refusal.ts'

export interface Input {
  readonly params: unknown
  readonly query: unknown
  readonly body: unknown
}

/**
 * Makes the function that reads an endpoint's input and holds it against the schemas.
 * It throws a Refusal that names the place and what is wrong there.
 */
export function inputReader({ params, query, body, method, consumes }: Endpoint) {
  const check = {
    params: checker('params', params),
    query: checker('query', query),
    body: checker('body', body),
  }
  return async (c: Context): Promise<Input> => ({
    // Addresses carry text only, so numbers and booleans are read from it; JSON has types of its own.
    params: check.params(Convert(params, withoutNul('params', c.req.param()))),
    query: check.query(Convert(query, readQuery(c))),
    body:
      consumes === 'application/json'
        ? check.body(method === 'POST' ? await readBody(c) : {})
        : readBytes(c, consumes),
  })
}

function readQuery(c: Context): Record<string, string> {
  const query: Record<string, string> = {}
  for (const [name, values] of Object.entries(c.req.queries())) {
    if (values.length > 1) throw invalid(`${name} is given ${values.length} times`, `query/${name}`)
    query[name] = values[0] ?? ''
  }
  return withoutNul('query', query)
}

/** Bytes are passed on as they come. Their type must be said, so that no form of another site can send them. */
function readBytes(c: Context, consumes: string): ReadableStream<Uint8Array> {
  const type = c.req.header('content-type')?.split(';')[0]?.trim().toLowerCase()
  if (type !== consumes)
    throw invalid(`send the file as it is, with content-type: ${consumes}`, 'body')
  return c.req.raw.body ?? new ReadableStream({ start: (stream) => stream.close() })
}

async function readBody(c: Context): Promise<unknown> {
  const text = await c.req.text()
  if (text.trim() === '') return {}
  try {
    return JSON.parse(text, (name, value: unknown) => {
      withoutNul('body', { [name]: value })
      return value
    })
  } catch (error) {
    if (error instanceof Refusal) throw error
    throw invalid(`the body is not JSON: ${(error as Error).message}`, 'body')
  }
}

/** PostgreSQL's text holds every character but this one. */
function withoutNul<T extends Record<string, unknown>>(part: string, values: T): T {
  for (const [name, value] of Object.entries(values)) {
    if (typeof value !== 'string' || !value.includes('\0')) continue
    const at = `${part}/${name}`
    throw invalid(`${at} has a NUL character; take it out`, at)
  }
  return values
}

function checker(part: string, schema: TSchema): (value: unknown) => unknown {
  const validator: Validator = Compile(schema)
  return (value) => {
    if (validator.Check(value)) return value
    // What is extra is named twice; the second says it in words.
    const error = validator.Errors(value).find(({ keyword }) => keyword !== 'boolean')
    const { requiredProperties, additionalProperties, allowedValues } = (error?.params ?? {}) as {
      requiredProperties?: string[]
      additionalProperties?: string[]
      allowedValues?: unknown[]
    }
    const missing = requiredProperties?.[0]
    const extra = additionalProperties?.[0]
    const at = [part, error?.instancePath.slice(1), missing ?? extra].filter(Boolean).join('/')
    if (missing) throw invalid(`${at} is missing`, at)
    if (extra) throw invalid(`there is no ${at}`, at)
    const allowed = allowedValues?.length ? `: ${allowedValues.join(', ')}` : ''
    throw invalid(`${at} ${error?.message ?? 'does not fit'}${allowed}`, at)
  }
}
