import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { faultyPostgres } from '../../../test/harness/faulty-postgres.ts'
import { testDatabase } from '../../../test/harness/test-database.ts'
import { openConnection } from './connection.ts'
import { openDatabase, sql } from './index.ts'

const { url } = await testDatabase()

describe('a connection', () => {
  test('keeps our schema and name whatever the address says, and what else it says', async () => {
    const theirs = new URL(url)
    theirs.searchParams.set('application_name', 'myteam')
    theirs.searchParams.set('options', '-c statement_timeout=12345 -c search_path=public')
    const look = sql`select current_setting('search_path') as path,
      current_setting('application_name') as name, current_setting('statement_timeout') as timeout`
    const expected = [{ path: 'linchpin', name: 'ours', timeout: '12345ms' }]
    const db = openDatabase({ url: theirs.href, name: 'ours' })
    expect(await db.query(look)).toEqual(expected)
    await db.close()
    const single = await openConnection({ url: theirs.href, name: 'ours' })
    expect(await single.query(look)).toEqual(expected)
    await single.close()
  })

  test('that ends as it is handed out fails its statement, and nothing else', async () => {
    const faulty = await faultyPostgres(url, (n) => (n === 0 ? 'cut' : 'none'))
    const db = openDatabase({ url: faulty.url, name: 'cut' })
    await expect(db.query(sql`select 1`)).rejects.toThrow(/terminat/)
    expect(await db.query(sql`select 1 as one`)).toEqual([{ one: 1 }])
    await db.close()
  })

  test('whose host has vanished is given up by who has no patience, and replaced', async () => {
    const faulty = await faultyPostgres(url, (n) => (n === 0 ? 'mute' : 'none'))
    const db = openDatabase({ url: faulty.url, name: 'mute', connections: 1 })
    const ask = () => db.query(sql`select 1 as one`, { patienceMs: 100 })
    await expect(ask()).rejects.toThrow(/timeout/)
    await expect.poll(ask).toEqual([{ one: 1 }])
    await db.close()
  })

  test('that could not listen leaves no listener behind', async () => {
    const faulty = await faultyPostgres(url, (n) => (n === 0 ? 'cut' : 'none'))
    const db = openDatabase({ url: faulty.url, name: 'listen' })
    const heard: string[] = []
    const listen = () => db.listen('somewhere', (text) => heard.push(text))
    await expect(listen()).rejects.toThrow(/terminat|not queryable/)
    const stop = await listen()
    // Longer than it waits before it connects again.
    await sleep(700)
    expect(faulty.connections()).toBe(2)
    await db.query(sql`select pg_notify('somewhere', 'once')`)
    await expect.poll(() => heard).toEqual(['once'])
    await stop()
    await db.close()
  })
})
