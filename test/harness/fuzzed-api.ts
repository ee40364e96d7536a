import { randomBytes } from 'node:crypto'
import { Compile } from 'typebox/compile'
import { expect } from 'vitest'
import { handlersOf } from '../../src/app/handlers/handlers.ts'
import { createServer } from '../../src/app/server/server.ts'
import { openMetrics } from '../../src/platform/metrics.ts'
import { keyChecker } from '../../src/platform/secrets/index.ts'
import type { Operation } from './fuzz-requests.ts'
import { fuzzedContext, knownAt } from './fuzzed-workspace.ts'
import type { Schema } from './hostile-values.ts'
import { afterFile } from './after-file.ts'

/** The API of a workspace that has one of everything, with its own description and a judge of its answers. */
export async function fuzzedApi() {
  const context = await fuzzedContext()
  const keys = keyChecker(context)
  /** What the server logged as a fault of its own. */
  const faults: unknown[] = []
  const note = (fields: unknown): void => void faults.push(fields)
  const localToken = randomBytes(32).toString('base64url')
  const app = createServer({
    ...context,
    log: { ...context.log, error: note, warn: note } as never,
    keys,
    localToken,
    version: '0.0.0',
    handlers: handlersOf(context),
    metrics: openMetrics({ role: 'app' }),
    missing: async () => [],
  })
  afterFile(() => keys.close())
  const send = (path: string, init: RequestInit) => app.request(path, init)
  const ask = async (
    method: string,
    path: string,
    body?: string,
    headers: Readonly<Record<string, string>> = { authorization: `Bearer ${localToken}` },
  ) =>
    app.request(path, {
      method,
      headers: { 'content-type': 'application/json', ...headers },
      ...(body === undefined || method === 'GET' ? {} : { body }),
    })
  await ask('POST', '/api/content/blog/publish')
  return {
    context,
    faults,
    localToken,
    send,
    ask,
    operations: operationsOf(await (await ask('GET', '/api/openapi.json')).json()),
    judge: (operation: Operation, answer: Response) => judge(context.folder, operation, answer),
  }
}

export type FuzzedApi = Awaited<ReturnType<typeof fuzzedApi>>

/** The media type that an operation takes. */
export const mediaOf = ({ requestBody }: Operation): string =>
  Object.keys(requestBody?.content ?? {})[0] ?? 'application/json'

/** Any address of the operation; what it names need not exist. */
export const exampleOf = ({ path }: Operation): string =>
  path.replace(/\{(\w+)\}/g, (_, name: string) => String(knownAt(path)(name)[0] ?? 1))

const operationsOf = (document: unknown): Operation[] =>
  Object.entries((document as { paths: Record<string, Record<string, Operation>> }).paths).flatMap(
    ([path, methods]) =>
      Object.entries(methods).map(([method, each]) => ({
        ...each,
        method: method.toUpperCase(),
        path,
      })),
  )

/** What no answer may say: where our code and our tables are, and what went on in them. */
const leak =
  /\bat .+\.[tj]s:\d+|node_modules|\.ts:\d+|\b(insert into|select .+ from|update \w+ set)\b|relation "|syntax error at or near|pg_|postgres(ql)?:\/\/|TypeError|RangeError|ReferenceError|Cannot read prop/i

/**
 * The answer is one that the operation declares, and it says nothing that it must not.
 * @returns the title of a refusal
 */
async function judge(
  folder: string,
  operation: Operation,
  answer: Response,
): Promise<string | undefined> {
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
    expect(text).not.toContain(folder)
    // A long request does not come back as a long answer.
    expect(text.length).toBeLessThan(5_000)
    return String(document['title'])
  }
  const declared = operation.responses[String(status)]?.content ?? {}
  const media = Object.keys(declared).find((each) => type.startsWith(each))
  expect(media, `${operation.operationId} answers as ${type}`).toBeDefined()
  if (media !== 'application/json') return undefined
  const validator = validatorOf(operation, declared[media]!.schema)
  const value: unknown = JSON.parse(text)
  if (validator.Check(value)) return undefined
  const [error] = validator.Errors(value)
  return expect.fail(`${error?.instancePath} ${error?.message} in ${text.slice(0, 500)}`)
}

const validators = new Map<string, ReturnType<typeof Compile>>()

function validatorOf({ operationId }: Operation, schema: Schema) {
  const made = validators.get(operationId) ?? Compile(schema as never)
  validators.set(operationId, made)
  return made
}
