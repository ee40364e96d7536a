import { beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { faultyPostgres } from '../../../test/harness/faulty-postgres.ts'
import { testDatabase } from '../../../test/harness/test-database.ts'
import { openDatabase, sql, type Database } from '../database/index.ts'
import { createKey, keyChecker, listKeys, revokeKey } from './index.ts'

let db: Database
beforeAll(async () => {
  db = await testDatabase()
})

const checker = (over: Database = db) => {
  const checking = keyChecker({ db: over })
  onTestFinished(() => checking.close())
  return checking
}
const writeKey = (name: string, scope?: string) => createKey({ db }, { kind: 'write', name, scope })

describe('a key', () => {
  test('is shown once and kept only as a digest', async () => {
    const { key } = await writeKey('website')
    expect(key).toMatch(/^lp_write_[\w-]{43}$/)
    const [row] = await db.query<{ text: string }>(
      sql`select k::text as text from access_key k where name = 'website'`,
    )
    expect(row!.text).not.toContain(key.slice(9))
  })

  test('has a name, and the scope of an api key is read or write', async () => {
    await expect(createKey({ db }, { kind: 'write', name: ' ' })).rejects.toThrow('needs a name')
    await expect(createKey({ db }, { kind: 'api', name: 'x' })).rejects.toThrow(`'read' or 'write'`)
    const made = await createKey({ db }, { kind: 'api', name: 'reader', scope: 'read' })
    expect(made).toMatchObject({ kind: 'api', name: 'reader', scope: 'read', revokedAt: null })
  })

  test('is listed with when it was last used', async () => {
    const { key, id } = await writeKey('used')
    const checking = keyChecker({ db })
    await checking.check('write', key)
    await checking.close()
    const listed = (await listKeys({ db })).find((each) => each.id === id)
    expect(listed).toMatchObject({ name: 'used', lastUsedAt: expect.any(Date) })
    expect(listed).not.toHaveProperty('key')
  })
})

describe('keyChecker', () => {
  test('gives up a connection whose host has vanished, so that others are not kept waiting', async () => {
    const { key } = await writeKey('patient')
    const faulty = await faultyPostgres(db.url, (n) => (n === 0 ? 'mute' : 'none'))
    const over = openDatabase({ url: faulty.url, name: 'mute' })
    onTestFinished(() => over.close())
    const { check } = checker(over)
    await expect(check('write', key)).rejects.toThrow(/timeout/)
    expect(await check('write', key)).toMatchObject({ name: 'patient' })
  })

  test('knows a key by its kind, with its scope', async () => {
    const { key, id } = await writeKey('scoped', 'web')
    const { check } = checker()
    expect(await check('write', key)).toMatchObject({ id, scope: 'web' })
    expect(await check('api', key)).toBeUndefined()
  })

  test.each(['', 'nonsense', `lp_write_${'a'.repeat(43)}`, `lp_write_${'a'.repeat(43)}\0`])(
    'refuses %j',
    async (key) => {
      expect(await checker().check('write', key)).toBeUndefined()
    },
  )

  test('lets in a key that was made a moment ago', async () => {
    const { check } = checker()
    await check('write', (await writeKey('before')).key)
    expect(await check('write', (await writeKey('after')).key)).toBeDefined()
  })

  test('refuses a revoked key at the very next question', async () => {
    const { key, id } = await writeKey('revoked')
    const { check } = checker()
    expect(await check('write', key)).toBeDefined()
    expect(await revokeKey({ db }, id)).toMatchObject({ id, revokedAt: expect.any(Date) })
    expect(await check('write', key)).toBeUndefined()
    expect(await revokeKey({ db }, 0)).toBeUndefined()
  })

  test('puts questions together, and answers none from before it was asked', async () => {
    const keys = await Promise.all(['a', 'b', 'c'].map((name) => writeKey(name)))
    let rounds = 0
    const counting: Database = {
      ...db,
      query: (statement) => {
        rounds += 1
        return db.query(statement)
      },
    }
    const { check } = checker(counting)
    const ask = () => keys.map(({ key }) => check('write', key))
    const found = await Promise.all([...ask(), ...ask()])
    expect(found.map((key) => key?.name)).toEqual(['a', 'b', 'c', 'a', 'b', 'c'])
    expect(rounds).toBe(1)

    const early = ask()
    await Promise.resolve()
    await revokeKey({ db }, keys[0]!.id)
    expect(await check('write', keys[0]!.key)).toBeUndefined()
    await Promise.all(early)
  })

  test('throws rather than guesses when the database is gone', async () => {
    const gone = openDatabase({ url: 'postgres://nobody@127.0.0.1:1/none', name: 'gone' })
    onTestFinished(() => gone.close())
    await expect(checker(gone).check('write', `lp_write_${'a'.repeat(43)}`)).rejects.toThrow()
  })
})
