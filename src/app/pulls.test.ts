import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { testContext } from '../../test/harness/test-context.ts'
import { until } from '../../test/harness/until.ts'
import { defineContract, defineSystem, standardPaths, t } from '../contracts/define.ts'
import { csv, defineSource } from '../pipeline/ingestion/define.ts'
import { interruptedSources } from '../pipeline/ingestion/index.ts'
import { sql } from '../platform/database/index.ts'
import type { AppContext } from './context.ts'
import { openPulls } from './pulls.ts'

const crm = defineSystem({ name: 'crm' })
const names = Array.from({ length: 10 }, (_, n) => `deals-${n}`)
const sources = names.map((name) => {
  const contract = defineContract({
    name,
    version: '1.0.0',
    from: crm,
    owner: 'revops',
    payload: t.Object({ id: t.String() }),
    key: ({ id }) => id,
    failures: standardPaths({ owner: 'revops' }),
    becomes: () => [],
  })
  return defineSource({ name, contract, from: csv(`${name}.csv`) })
})

let context: AppContext
beforeAll(async () => {
  context = await testContext({ sources })
  await Promise.all(
    names.map((name) => writeFile(join(context.folder, `${name}.csv`), `id\n${rows(0)}`)),
  )
})

const rows = (from: number) => Array.from({ length: 2_000 }, (_, n) => `${from + n}\n`).join('')

const isOver = (id: number) => ['done', 'failed'].includes(context.pulls.find(id)!.state)
const open = (contract: string) =>
  context.db.query<{ title: string; mode: string }>(
    sql`select mode, title from exception where contract = ${contract} and state = 'open' order by id`,
  )

async function read(name: string) {
  const { id } = context.pulls.start(context.workspace.sources.find((each) => each.name === name)!)
  await until(async () => isOver(id))
  return context.pulls.find(id)!
}

describe('many sources whose time has come at once', () => {
  test('are read three at a time; the others wait their turn, and all are read', async () => {
    const pulls = context.workspace.sources.map((source) => context.pulls.start(source))
    const states = () => pulls.map(({ id }) => context.pulls.find(id)!.state)
    expect(states()).toEqual([...Array(3).fill('running'), ...Array(7).fill('waiting')])
    const [last] = context.workspace.sources.slice(-1)
    expect(context.pulls.start(last!)).toEqual(context.pulls.current('deals-9'))
    await until(async () => {
      expect(states().filter((state) => state === 'running').length).toBeLessThanOrEqual(3)
      return pulls.every(({ id }) => isOver(id))
    })
    for (const { id } of pulls) {
      expect(context.pulls.find(id)).toMatchObject({ state: 'done', result: { read: 2_000 } })
    }
  })
})

describe('a reading that is under way', () => {
  const of = (name: string) => context.workspace.sources.find((each) => each.name === name)!

  test('is known however many are begun after it', async () => {
    const [long] = names.slice(-1)
    await writeFile(join(context.folder, `${long}.csv`), `id\n${rows(0)}${rows(10_000)}`)
    const { id } = context.pulls.start(of(long!))
    for (let n = 0; n < 250; n += 1) context.pulls.start(of('deals-2'), { upload: `/nowhere-${n}` })
    expect(context.pulls.find(id)).toMatchObject({ id, source: long })
    expect(context.pulls.start(of(long!)).id).toBe(id)
    await until(async () => context.pulls.current('deals-2') === undefined)
    expect(context.pulls.find(id)).toMatchObject({ state: 'done' })
  })

  test('is followed by that of an upload which came meanwhile', async () => {
    const one = context.pulls.start(of('deals-3'))
    const upload = context.pulls.start(of('deals-3'), { upload: '/nowhere' })
    expect(upload.id).not.toBe(one.id)
    expect(context.pulls.start(of('deals-3')).id).toBe(upload.id)
    await until(async () => isOver(upload.id))
    expect(context.pulls.find(one.id)).toMatchObject({ state: 'done' })
    expect(context.pulls.find(upload.id)?.error).toBeUndefined()
  })

  test('is followed by one that reads everything anew, when somebody asks for that meanwhile', async () => {
    const one = context.pulls.start(of('deals-4'))
    const again = context.pulls.start(of('deals-4'), { again: true })
    expect(again.id).not.toBe(one.id)
    await until(async () => isOver(again.id))
    expect(context.pulls.find(one.id)).toMatchObject({ result: { read: 0, unchanged: 1 } })
    expect(context.pulls.find(again.id)).toMatchObject({ result: { read: 2_000, unchanged: 0 } })
  })
})

describe('the number of a reading', () => {
  test('is not given again by a process that starts later', async () => {
    const at = (ms: number) => ({ ...context, clock: { now: () => new Date(ms) } })
    const source = context.workspace.sources[5]!
    const before = openPulls(at(1_700_000_000_000)).start(source)
    const after = openPulls(at(1_700_000_001_000)).start(source)
    expect(after.id).toBeGreaterThan(before.id)
  })
})

describe('a reading that breaks off for another reason than its file', () => {
  beforeAll(async () => {
    await writeFile(join(context.folder, 'deals-1.csv'), `id\n${rows(2_000)}`)
    await context.db.query(sql`
      create function refuse() returns trigger language plpgsql as $$
      begin raise exception 'the disk is full'; end $$`)
    await context.db.query(sql`
      create trigger refuse before update on run for each row
      when (new.source = 'deals-1' and new.state = 'running' and new.read > old.read)
      execute function refuse()`)
  })

  test('is at the desk, is taken up a few times, and then left to a person', async () => {
    const { state, error } = await read('deals-1')
    expect({ state, error }).toEqual({ state: 'failed', error: 'the disk is full' })
    const brokeOff = {
      mode: 'unavailable',
      title: 'deals-1: its reading broke off; what it had read has landed',
    }
    expect(await open('deals-1')).toEqual([brokeOff])
    expect(await interruptedSources(context.db)).toEqual(['deals-1'])

    for (let attempt = 2; attempt <= 5; attempt += 1) await read('deals-1')
    expect(await open('deals-1')).toEqual([brokeOff])
    const given = await read('deals-1')
    expect(given).toMatchObject({
      state: 'failed',
      result: { problems: [{ mode: 'unavailable' }] },
    })
    expect(given.result!.problems[0]!.message).toMatch('broke off 5 times in a row')
    expect(await interruptedSources(context.db)).toEqual([])
  })

  test('leaves the desk by itself once a later reading comes to its end', async () => {
    await context.db.query(sql`drop trigger refuse on run`)
    expect(await read('deals-1')).toMatchObject({ state: 'done', result: { read: 2_000 } })
    expect(await open('deals-1')).toEqual([])
  })
})
