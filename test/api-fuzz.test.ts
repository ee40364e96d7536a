import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { Compile } from 'typebox/compile'
import { beforeAll, describe, expect, test } from 'vitest'
import { may } from '../src/accounts/define.ts'
import { handlersOf } from '../src/app/handlers/handlers.ts'
import { createServer } from '../src/app/server/server.ts'
import { openMetrics } from '../src/platform/metrics.ts'
import { createKey, keyChecker, revokeKey } from '../src/platform/secrets/index.ts'
import { addressOf, requests, type Operation } from './harness/fuzz-requests.ts'
import { fuzzedContext, knownAt } from './harness/fuzzed-workspace.ts'
import type { Schema } from './harness/hostile-values.ts'

// The same requests each time; `LINCHPIN_FUZZ_SEED=$RANDOM LINCHPIN_FUZZ_RUNS=2000` looks further.
const seed = Number(process.env['LINCHPIN_FUZZ_SEED'] ?? 4400)
const runs = Number(process.env['LINCHPIN_FUZZ_RUNS'] ?? 30)

/** What makes everything anew or takes it all away is asked seldom: it costs, and it empties the rest. */
const heavy = new Set(['startRebuild', 'removeExample'])

const localToken = randomBytes(32).toString('base64url')
let context: Awaited<ReturnType<typeof fuzzedContext>>
let app: ReturnType<typeof createServer>
let operations: Operation[]
/** What the server logged as a fault of its own. */
const faults: unknown[] = []

beforeAll(async () => {
  context = await fuzzedContext()
  const keys = keyChecker(context)
  const note = (fields: unknown): void => void faults.push(fields)
  app = createServer({
    ...context,
    log: { ...context.log, error: note, warn: note } as never,
    keys,
    localToken,
    version: '0.0.0',
    handlers: handlersOf(context),
    metrics: openMetrics({ role: 'app' }),
    missing: async () => [],
  })
  const document = (await (await ask('GET', '/api/openapi.json')).json()) as {
    paths: Record<string, Record<string, Operation>>
  }
  operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, each]) => ({
      ...each,
      method: method.toUpperCase(),
      path,
    })),
  )
  await ask('POST', '/api/content/blog/publish')
  return () => keys.close()
})

async function ask(
  method: string,
  path: string,
  body?: string,
  token = localToken,
  media = 'application/json',
) {
  return app.request(path, {
    method,
    headers: { 'content-type': media, ...(token ? { authorization: `Bearer ${token}` } : {}) },
    ...(body === undefined || method === 'GET' ? {} : { body }),
  })
}

/** What no answer may say: where our code and our tables are, and what went on in them. */
const leak =
  /\bat .+\.[tj]s:\d+|node_modules|\.ts:\d+|\b(insert into|select .+ from|update \w+ set)\b|relation "|syntax error at or near|pg_|postgres(ql)?:\/\/|TypeError|RangeError|ReferenceError|Cannot read prop/i

/** The answer is one that the operation declares, and it says nothing that it must not. */
async function judge(operation: Operation, answer: Response): Promise<void> {
  const text = await answer.text()
  const type = answer.headers.get('content-type') ?? ''
  const { status } = answer
  expect(Object.keys(operation.responses), text.slice(0, 500)).toContain(String(status))
  if (status >= 400) {
    expect(status, text).toBeLessThan(500)
    expect(type).toBe('application/problem+json')
    const document = JSON.parse(text) as Record<string, unknown>
    expect(document).toMatchObject({ status, type: expect.stringMatching(/^urn:/) as string })
    expect(document['title']).toEqual(expect.stringMatching(/./))
    expect(document['detail']).toEqual(expect.stringMatching(/./))
    expect(text).not.toMatch(leak)
    expect(text).not.toContain(context.folder)
    // A long request does not come back as a long answer.
    expect(text.length).toBeLessThan(5_000)
    return
  }
  const declared = operation.responses[String(status)]?.content ?? {}
  const media = Object.keys(declared).find((each) => type.startsWith(each))
  expect(media, `${operation.operationId} answers as ${type}`).toBeDefined()
  if (media !== 'application/json') return
  const validator = validatorOf(operation, declared[media]!.schema)
  const value: unknown = JSON.parse(text)
  if (validator.Check(value)) return
  const [error] = validator.Errors(value)
  expect.fail(`${error?.instancePath} ${error?.message} in ${text.slice(0, 500)}`)
}

const validators = new Map<string, ReturnType<typeof Compile>>()

function validatorOf({ operationId }: Operation, schema: Schema) {
  const made = validators.get(operationId) ?? Compile(schema as never)
  validators.set(operationId, made)
  return made
}

/** Each status that an operation answered with, and how often. */
const answered = new Map<string, Map<number, number>>()

function count({ operationId }: Operation, status: number): void {
  const statuses = answered.get(operationId) ?? new Map<number, number>()
  answered.set(operationId, statuses.set(status, (statuses.get(status) ?? 0) + 1))
}

function runsOf({ operationId, parameters, requestBody }: Operation): number {
  if (heavy.has(operationId)) return 4
  // Where nothing is taken there is little to get wrong.
  return parameters.length === 0 && !requestBody ? Math.ceil(runs / 4) : runs
}

describe('the API, asked from its own description', () => {
  test('never fails, leaks, or answers what it does not declare', async () => {
    expect(operations.length).toBeGreaterThan(30)
    for (const [n, operation] of operations.entries()) {
      const property = fc.asyncProperty(
        requests(operation, knownAt(operation.path)),
        async (sent) => {
          const [media = 'application/json'] = Object.keys(operation.requestBody?.content ?? {})
          const address = addressOf(operation, sent)
          const answer = await ask(operation.method, address, sent.body, localToken, media)
          // A path whose parameter is empty or a dot is another path.
          if (Object.values(sent.path).some((each) => /^\.{0,2}$/.test(each))) return
          count(operation, answer.status)
          await judge(operation, answer)
        },
      )
      const numRuns = runsOf(operation)
      await fc.assert(property, { seed: seed + n, numRuns }).catch((error: unknown) => {
        throw new Error(`${operation.operationId}: ${(error as Error).message}`, { cause: error })
      })
    }
    expect(faults).toEqual([])
  }, 60_000)

  test('was asked so that most of it was done, and most of it refused something', () => {
    // The command line is nobody: it has no account of its own.
    const asked = operations.filter((each) => each['x-of'] !== 'own')
    const share = (is: (status: number) => boolean) =>
      asked.filter(({ operationId }) => [...(answered.get(operationId)?.keys() ?? [])].some(is))
        .length / asked.length
    // What is left needs something to have gone before: an upload that waits, an invitation.
    expect(share((status) => status < 300)).toBeGreaterThan(0.75)
    expect(share((status) => status >= 400)).toBeGreaterThan(0.75)
  })
})

const isForReaders = ({ 'x-right': right, 'x-of': of }: Operation): boolean =>
  right === 'anyone' || may('key that reads', right, of)

describe('without a right to it', () => {
  /** Any address of the operation; what it names need not exist. */
  const example = (operation: Operation): string =>
    operation.path.replace(/\{(\w+)\}/g, (_, name: string) =>
      String(knownAt(operation.path)(name)[0] ?? 1),
    )

  test('nobody is told anything: no key, a wrong one, a revoked one, one of the collector', async () => {
    const revoked = await createKey(context, { kind: 'api', name: 'old', scope: 'write' })
    await revokeKey(context, revoked.id)
    const collector = await createKey(context, { kind: 'write', name: 'website' })
    const tokens = ['', 'x', `lp_api_${'A'.repeat(43)}`, revoked.key, collector.key]
    for (const operation of operations.filter((each) => each['x-right'] !== 'anyone')) {
      for (const token of tokens) {
        const answer = await ask(operation.method, example(operation), '{}', token)
        expect(answer.status, operation.operationId).toBe(401)
        await judge(operation, answer)
      }
    }
  })

  test('a key that may only read changes nothing', async () => {
    const { key } = await createKey(context, { kind: 'api', name: 'reader', scope: 'read' })
    for (const operation of operations.filter((each) => !isForReaders(each))) {
      const answer = await ask(operation.method, example(operation), '{}', key)
      expect(answer.status, operation.operationId).toBe(403)
      await judge(operation, answer)
    }
  })
})
