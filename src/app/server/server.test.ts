import { randomBytes } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { testContext } from '../../../test/harness/test-context.ts'
import { openMetrics } from '../../platform/metrics.ts'
import type { Problem } from '../../platform/problem.ts'
import { createKey, keyChecker, revokeKey } from '../../platform/secrets/index.ts'
import { may, type Standing } from '../../accounts/define.ts'
import type { Endpoint } from '../api.ts'
import type { AppContext } from '../context.ts'
import { handlersOf } from '../handlers/handlers.ts'
import { createServer } from './server.ts'

interface Schema {
  readonly type?: string
  readonly properties?: Readonly<Record<string, Schema>>
}
interface Operation {
  readonly 'x-right': Endpoint['right']
  readonly 'x-of': Endpoint['of']
  readonly parameters: readonly {
    in: 'path' | 'query'
    name: string
    schema: Schema
    required?: boolean
  }[]
  readonly requestBody?: {
    content: Partial<Record<'application/json' | 'application/octet-stream', { schema: Schema }>>
  }
}
interface Document {
  readonly openapi: string
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
}

const localToken = randomBytes(32).toString('base64url')
let context: AppContext
let app: ReturnType<typeof createServer>
let operations: (Operation & { method: string; path: string })[]
let missing: string[] = []

beforeAll(async () => {
  context = await testContext()
  const keys = keyChecker({ ...context })
  app = createServer({
    ...context,
    keys,
    localToken,
    version: '0.0.0',
    handlers: handlersOf(context),
    metrics: openMetrics({ role: 'app' }),
    missing: async () => missing,
  })
  const document = (await (await call('GET', '/api/openapi.json')).json()) as Document
  expect(document.openapi).toBe('3.1.0')
  operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, each]) => ({
      ...each,
      method: method.toUpperCase(),
      path,
    })),
  )
  return () => keys.close()
})

async function call(method: string, path: string, body?: unknown, token = localToken) {
  return app.request(path, {
    method,
    headers: token ? { authorization: `Bearer ${token}` } : {},
    ...(body === undefined || method === 'GET'
      ? {}
      : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
}

/** The answer is a refusal, written as a problem document with this status. */
async function expectProblem(answer: Response, status: number): Promise<Problem> {
  expect(answer.headers.get('content-type')).toBe('application/problem+json')
  const document = (await answer.json()) as Problem
  expect({ ...document, status: answer.status }).toMatchObject({ status })
  expect(document.detail).not.toBe('')
  return document
}

/** A path whose parameters are filled with something that fits, but names nothing that exists. */
const filled = ({ path, parameters }: Operation & { path: string }): string =>
  parameters.reduce(
    (text, { name, schema }) =>
      text.replace(`{${name}}`, schema.type === 'integer' ? '999999999' : 'no-such-thing'),
    path,
  )

const takesBytes = ({ requestBody }: Operation): boolean =>
  requestBody?.content['application/octet-stream'] !== undefined

/** Whether somebody of this standing is let through to an operation. */
const isLetIn = (standing: Standing, each: Operation): boolean =>
  each['x-right'] === 'anyone' || may(standing, each['x-right'], each['x-of'])
const closed = () => operations.filter((each) => each['x-right'] !== 'anyone')
const mine = () => operations.filter((each) => isLetIn('command line', each))

describe('every endpoint', () => {
  test('answers 401 without a key, also where there is nothing', async () => {
    expect(operations.length).toBeGreaterThan(5)
    for (const each of closed()) {
      const answer = await call(each.method, filled(each), undefined, '')
      expect(answer.headers.get('www-authenticate')).toBe('Bearer')
      await expectProblem(answer, 401)
    }
    await expectProblem(await call('GET', '/api/openapi.json', undefined, ''), 401)
    await expectProblem(await call('GET', '/api/nothing', undefined, ''), 401)
    await expectProblem(await call('GET', '/api/nothing'), 404)
  })

  test('answers 401 to a revoked key at the next request, and to a write key', async () => {
    for (const each of operations.slice(0, 3)) {
      const made = await createKey(context, { kind: 'api', name: 'reader', scope: 'write' })
      expect((await call(each.method, filled(each), {}, made.key)).status).not.toBe(401)
      await revokeKey(context, made.id)
      await expectProblem(await call(each.method, filled(each), {}, made.key), 401)
    }
    const { key } = await createKey(context, { kind: 'write', name: 'website' })
    await expectProblem(await call('GET', '/api/exceptions', undefined, key), 401)
  })

  test('answers 403 when a key that may only read would write', async () => {
    const { key } = await createKey(context, { kind: 'api', name: 'reader', scope: 'read' })
    for (const each of operations.filter((one) => !isLetIn('key that reads', one))) {
      await expectProblem(await call(each.method, filled(each), {}, key), 403)
    }
    expect((await call('GET', '/api/exceptions', undefined, key)).status).toBe(200)
  })

  test('answers 400 to a value of the wrong type, and says where it is', async () => {
    for (const each of mine()) {
      for (const { in: place, name, schema } of each.parameters) {
        // Any text is a text; but none may have a NUL, which the database cannot hold.
        const wrong = schema.type === 'string' ? 'a%00b' : 'wrong'
        const needed = each.parameters.filter(
          (other) => other.in === 'query' && other.required && other.name !== name,
        )
        const rest = needed.map((other) => `&${other.name}=x`).join('')
        const path =
          place === 'path'
            ? each.path.replace(`{${name}}`, wrong)
            : `${filled(each)}?${name}=${wrong}${rest}`
        const { detail } = await expectProblem(await call(each.method, path, {}), 400)
        expect(detail).toContain(name)
      }
      const body = each.requestBody?.content['application/json']?.schema.properties ?? {}
      for (const name of Object.keys(body)) {
        for (const wrong of [{ a: 1 }, 'a\0b']) {
          const answer = await call(each.method, filled(each), { [name]: wrong })
          await expectProblem(answer, 400)
        }
      }
    }
  })

  test('answers 400 to a body that is no JSON, no object, or has fields of its own', async () => {
    for (const each of mine().filter((one) => one.method === 'POST' && !takesBytes(one))) {
      for (const body of ['{"a":', '[]', 'null', '7', '{"__proto__":1}', { unknownField: 1 }]) {
        await expectProblem(await call(each.method, filled(each), body), 400)
      }
      await expectProblem(await call(each.method, filled(each), 'x'.repeat(2 ** 21)), 413)
    }
  })

  test('reads nothing of a body before it is known who sends it, and little of a stranger’s', async () => {
    for (const each of operations.filter(
      ({ method, ...one }) => method === 'POST' && !takesBytes(one),
    )) {
      let pulled = 0
      const body = new ReadableStream<Uint8Array>({
        pull(stream) {
          pulled += 1
          stream.enqueue(new Uint8Array(16 * 1024))
        },
      })
      const isForAll = each['x-right'] === 'anyone'
      const answer = await app.request(filled(each), { method: 'POST', body, duplex: 'half' })
      await expectProblem(answer, isForAll ? 413 : 401)
      expect(pulled).toBeLessThanOrEqual(isForAll ? 6 : 1)
    }
  })

  test('answers 400 to bytes that are not said to be bytes, so that no form can send them', async () => {
    for (const each of mine().filter(takesBytes)) {
      const answer = await call(each.method, `${filled(each)}?file=a.csv`, 'id,name')
      const { detail } = await expectProblem(answer, 400)
      expect(detail).toContain('application/octet-stream')
    }
  })

  test('answers 400 to a query that it does not know, or that is given twice', async () => {
    for (const each of mine().filter(({ method }) => method === 'GET')) {
      await expectProblem(await call('GET', `${filled(each)}?nonsense=1`), 400)
      await expectProblem(await call('GET', `${filled(each)}?nonsense=1&nonsense=2`), 400)
    }
  })
})

describe('what a machine asks for', () => {
  test('the process turns', async () => {
    expect((await app.request('/healthz')).status).toBe(200)
  })

  test('it is ready, or says what is missing', async () => {
    expect((await app.request('/readyz')).status).toBe(200)
    missing = ['the database does not answer']
    const { detail } = await expectProblem(await app.request('/readyz'), 503)
    expect(detail).toBe('the database does not answer')
    missing = []
  })

  test('its counts are there for Prometheus', async () => {
    expect(await (await app.request('/metrics')).text()).toContain('process_cpu_seconds_total')
  })
})

/** A server on which the check of any key fails. */
function failing(error: Error, lines: unknown[]) {
  const note = (fields: unknown) => void lines.push(fields)
  return createServer({
    ...context,
    keys: {
      async check() {
        throw error
      },
    },
    localToken,
    version: '0.0.0',
    handlers: handlersOf(context),
    metrics: openMetrics({ role: 'app' }),
    missing: async () => [],
    log: { error: note, warn: note } as never,
  })
}

describe('what goes wrong behind a request', () => {
  const headers = { authorization: 'Bearer x' }

  test('a fault of ours has a reference into the log, and gives nothing away', async () => {
    const lines: unknown[] = []
    const broken = failing(new Error('the secret reason'), lines)
    const document = await expectProblem(await broken.request('/api/keys', { headers }), 500)
    expect(JSON.stringify(document)).not.toContain('secret reason')
    expect(lines).toMatchObject([{ reference: document['reference'] }])
  })

  test('a database that is away is said to be, and it is no fault of the request', async () => {
    const gone = Object.assign(new Error('connect'), { code: 'ECONNREFUSED' })
    const answer = await failing(gone, []).request('/api/keys', { headers })
    const { title, detail } = await expectProblem(answer, 503)
    expect(title).toBe('Database unavailable')
    expect(detail).toContain('try again')
  })
})
