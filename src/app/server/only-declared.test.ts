import { describe, expect, test } from 'vitest'
import { testContext } from '../../../test/harness/test-context.ts'
import { t } from '../../core/schema.ts'
import { openMetrics } from '../../platform/metrics.ts'
import { keyChecker } from '../../platform/secrets/index.ts'
import { api } from '../api.ts'
import { orNull } from '../api/endpoint.ts'
import { handlersOf } from '../handlers/handlers.ts'
import { onlyDeclared } from './only-declared.ts'
import { createServer } from './server.ts'

describe('an answer', () => {
  const person = t.Object({
    name: t.String(),
    at: orNull(t.String()),
    note: t.Optional(t.String()),
  })

  test('has of an object, a list, a choice and a record what is declared', () => {
    const at = new Date()
    const given = { name: 'Ada', at, hash: 'scrypt' }
    expect(onlyDeclared(person)(given)).toEqual({ name: 'Ada', at })
    expect(onlyDeclared(t.Array(person))([given])).toEqual([{ name: 'Ada', at }])
    expect(onlyDeclared(orNull(person))(given)).toEqual({ name: 'Ada', at })
    expect(onlyDeclared(orNull(person))(null)).toBeNull()
    expect(onlyDeclared(t.Record(t.String(), person))({ a: given })).toEqual({
      a: { name: 'Ada', at },
    })
    expect(given).toHaveProperty('hash')
  })

  test('passes on as it is what is declared as anything, or does not fit', () => {
    const anything = { table: { a: { b: [1] } } }
    expect(onlyDeclared(t.Object({ table: t.Unknown() }))(anything)).toEqual(anything)
    expect(onlyDeclared(person)('text')).toBe('text')
    expect(onlyDeclared(t.Array(person))(undefined)).toBeUndefined()
    expect(() => onlyDeclared(t.Union([person, t.Object({ id: t.String() })]))).toThrow('one of')
  })
})

test('the API never answers what it does not declare, whatever a handler gives', async () => {
  const context = await testContext()
  const keys = keyChecker({ db: context.db })
  const localToken = 'token-of-the-command-line'
  const handlers = handlersOf(context)
  const app = createServer({
    ...context,
    keys,
    localToken,
    version: '0.0.0',
    handlers: {
      ...handlers,
      async listKeys(input, caller) {
        await handlers.createKey(
          { ...input, body: { kind: 'api', name: 'a', scope: 'read' } },
          caller,
        )
        const answer = await handlers.listKeys(input, caller)
        return { keys: answer.keys.map((key) => ({ ...key, digest: 'secret' })), total: 1 }
      },
    },
    metrics: openMetrics({ role: 'app' }),
    missing: async () => [],
  })
  const answer = await app.request('/api/keys', {
    headers: { authorization: `Bearer ${localToken}` },
  })
  const body = (await answer.json()) as { keys: object[] }
  await keys.close()
  expect(Object.keys(body)).toEqual(['keys'])
  expect(body.keys).toHaveLength(1)
  expect(Object.keys(body.keys[0]!).toSorted()).toEqual(
    Object.keys(api.listKeys.answer.properties.keys.items.properties).toSorted(),
  )
})
