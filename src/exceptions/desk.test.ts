import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { testDatabase } from '../../test/harness/test-database.ts'
import { sql, type Database, type Queryable } from '../platform/database/index.ts'
import { Sql } from '../platform/database/sql.ts'
import { assignException } from './assign.ts'
import { commentException } from './comment.ts'
import { escalateOverdue } from './escalate.ts'
import { listExceptions } from './list.ts'
import { raise } from './raise.ts'
import { countDesk } from './count-desk.ts'
import { reopenException } from './reopen.ts'
import { resolveException } from './resolve.ts'
import { settleMany } from './settle-many.ts'
import { showException } from './show.ts'
import { countOpen, type DeskFilter } from './store.ts'

let now = new Date('2026-05-04T10:00:00Z')
let db: Database
beforeAll(async () => {
  db = await testDatabase()
})
beforeEach(async () => {
  now = new Date('2026-05-04T10:00:00Z')
  await db.query(sql`truncate exception, exception_event`)
})

const clock = { now: () => now }
const open = (about: string, due: `${number}h` = '1h', owner = 'revops') =>
  raise(
    { db, clock, routes: [] },
    { mode: 'timeout', contract: 'crm.deals', owner, title: about, due },
  )
const shown = (id: number) => showException({ db, heldUnder: async () => ({ held: 3 }) }, id)

async function walk(filter: DeskFilter, limit: number, from: Queryable = db): Promise<number[]> {
  const ids: number[] = []
  let after: string | undefined
  do {
    const page = await listExceptions({ db: from }, filter, { after, limit })
    if (!page.ok) throw new Error(page.error)
    ids.push(...page.value.exceptions.map(({ id }) => id))
    after = page.value.next
  } while (after)
  return ids
}

describe('the list', () => {
  test('is in the order of the due times, page by page, each exception once', async () => {
    const late = await open('late', '3h')
    const soon = await open('soon', '1h')
    const [a, b] = [await open('a', '2h'), await open('b', '2h')]
    expect(await walk({}, 1)).toEqual([soon, a, b, late])
    expect(await walk({}, 3)).toEqual([soon, a, b, late])
  })

  test('keeps its place while others are resolved and opened', async () => {
    const ids = [await open('1', '1h'), await open('2', '2h'), await open('3', '3h')]
    const first = await listExceptions({ db }, {}, { limit: 2 })
    await resolveException({ db, clock }, ids[0]!, { by: 'ana', reason: 'done' })
    await open('0', '0h')
    const after = first.ok ? first.value.next : undefined
    const second = await listExceptions({ db }, {}, { limit: 2, after })
    expect(second.ok && second.value.exceptions.map(({ id }) => id)).toEqual([ids[2]])
  })

  test('asks by state, owner, route, failure mode and contract', async () => {
    const [mine, theirs, done] = [
      await open('mine'),
      await open('theirs', '1h', 'web'),
      await open('x'),
    ]
    await resolveException({ db, clock }, done, { by: 'ana', reason: 'done' })
    expect(await walk({ owner: 'web' }, 10)).toEqual([theirs])
    expect(await walk({ route: 'revops' }, 10)).toEqual([mine])
    expect(await walk({ mode: 'timeout', contract: 'crm.deals' }, 10)).toEqual([mine, theirs])
    expect(await walk({ mode: 'late' }, 10)).toEqual([])
    expect(await walk({ state: 'resolved' }, 10)).toEqual([done])
  })

  test('asks for what is overdue, and for words wherever they stand', async () => {
    const [soon, later] = [await open('Deals of May', '1h'), await open('Leads of May', '3h')]
    expect(await walk({ dueBefore: new Date('2026-05-04T12:00:00Z') }, 10)).toEqual([soon])
    expect(await walk({ words: ['may', 'LEADS'] }, 10)).toEqual([later])
    expect(await walk({ words: ['crm.deals', 'timeout', 'revops'] }, 10)).toEqual([soon, later])
    expect(await walk({ words: [`#${later}`] }, 10)).toEqual([later])
    expect(await walk({ words: ['%'] }, 10)).toEqual([])
  })

  test('refuses a place that is none', async () => {
    for (const after of ['', 'nonsense', '9'.repeat(500)]) {
      expect(await listExceptions({ db }, {}, { after })).toMatchObject({ ok: false })
    }
  })

  test('reads every page from an index, with 100,000 open', async () => {
    await db.query(sql`
      insert into exception
        (fingerprint, mode, contract, title, route, owner, first_at, last_at, due_at)
      select 'f' || n, case when n % 10 = 0 then 'late' else 'timeout' end, 'c' || n % 50, 'title',
        'route', 'o' || n % 100, ${now}, ${now}, ${now}::timestamptz + n % 5000 * interval '1 minute'
      from generate_series(1, 100000) n`)
    await db.query(sql`analyze exception`)
    const plans: string[] = []
    const planned: Queryable = {
      async query<Row>(statement: Sql) {
        const [first, ...rest] = statement.chunks
        const rows = await db.query<Record<string, string>>(
          new Sql([`explain ${first}`, ...rest], statement.values),
        )
        plans.push(rows.map((row) => row['QUERY PLAN']).join('\n'))
        return db.query<Row>(statement)
      },
    }
    const filters: DeskFilter[] = [{}, { owner: 'o7' }, { contract: 'c7' }, { mode: 'late' }]
    for (const filter of filters) {
      const first = await listExceptions({ db: planned }, filter)
      const after = first.ok ? first.value.next : undefined
      await listExceptions({ db: planned }, filter, { after })
    }
    expect(plans).toHaveLength(8)
    for (const plan of plans) {
      expect(plan).toMatch(/Index Scan/)
      expect(plan).not.toMatch(/Sort|Seq Scan/)
    }
    expect(await walk({ owner: 'o7' }, 400)).toHaveLength(1_000)
    const { open: all, overdue, owners, modes, contracts } = await countDesk({ db }, now)
    expect([all, overdue, owners.length, modes.length, contracts.length]).toEqual([
      100_000, 0, 100, 2, 50,
    ])
    expect(modes[0]).toEqual({ name: 'timeout', open: 90_000, overdue: 0 })
  })
})

describe('an exception', () => {
  test('shows its detail, its history and what is held under it', async () => {
    const id = await open('x')
    now = new Date('2026-05-04T10:05:00Z')
    await assignException({ db, clock }, id, { owner: 'web', by: 'ana' })
    await commentException({ db, clock }, id, { by: 'bo', note: 'I have asked the vendor' })
    await resolveException({ db, clock }, id, { by: 'bo', reason: 'they mended it' })
    const exception = await shown(id)
    expect(exception).toMatchObject({ owner: 'web', route: 'revops', held: { held: 3 } })
    expect(exception?.history.map(({ kind, by, note }) => [kind, by, note])).toEqual([
      ['opened', '', 'x'],
      ['assigned', 'ana', 'to web'],
      ['commented', 'bo', 'I have asked the vendor'],
      ['resolved', 'bo', 'they mended it'],
    ])
    expect(await shown(id + 1)).toBeUndefined()
    expect(await shown(1e300)).toBeUndefined()
  })

  test('is resolved once, with a reason and a name, and says so to whoever comes second', async () => {
    const id = await open('x')
    const refused = { ok: false, error: { refused: 'incomplete', detail: 'say the reason' } }
    expect(await resolveException({ db, clock }, id, { by: 'ana', reason: ' ' })).toEqual(refused)
    expect(await resolveException({ db, clock }, id, { by: '', reason: 'x' })).toMatchObject({
      error: { refused: 'incomplete', detail: 'say who resolves it' },
    })
    const outcomes = await Promise.all(
      ['ana', 'bo', 'cy'].map((by) =>
        resolveException({ db, clock }, id, { by, reason: `says ${by}` }),
      ),
    )
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1)
    const winner = (await shown(id))!.resolvedBy
    for (const outcome of outcomes) {
      if (!outcome.ok) {
        expect(outcome.error).toEqual({
          refused: 'settled',
          detail: `exception ${id} was resolved by ${winner} on 2026-05-04T10:00:00.000Z: says ${winner}`,
        })
      }
    }
    expect(await assignException({ db, clock }, id, { owner: 'web', by: 'ana' })).toMatchObject({
      error: { refused: 'settled' },
    })
    expect(await commentException({ db, clock }, id, { by: 'ana', note: 'thanks' })).toEqual({
      ok: true,
    })
    expect(await resolveException({ db, clock }, 9e15, { by: 'a', reason: 'b' })).toMatchObject({
      error: { refused: 'unknown' },
    })
  })

  test('goes back to the desk when it was resolved too soon, and not twice', async () => {
    const id = await open('x')
    await resolveException({ db, clock }, id, { by: 'ana', reason: 'done' })
    expect(await reopenException({ db, clock }, id, { by: 'ana' })).toEqual({ ok: true })
    expect(await shown(id)).toMatchObject({ state: 'open', resolvedBy: null, reason: null })
    expect((await shown(id))?.history.at(-1)).toMatchObject({
      kind: 'reopened',
      by: 'ana',
      note: 'it had been resolved by ana: done',
    })
    expect(await reopenException({ db, clock }, id, { by: 'ana' })).toMatchObject({
      error: { refused: 'settled', detail: `exception ${id} is open` },
    })
  })

  test('does not go back while its trouble is open under another number', async () => {
    const id = await open('x')
    await resolveException({ db, clock }, id, { by: 'ana', reason: 'done' })
    const again = await open('x')
    expect(await reopenException({ db, clock }, id, { by: 'ana' })).toMatchObject({
      error: {
        refused: 'settled',
        detail: `the trouble of exception ${id} came back and is open as exception ${again}`,
      },
    })
    expect(await reopenException({ db, clock }, 9e15, { by: 'ana' })).toMatchObject({
      error: { refused: 'unknown' },
    })
  })

  test('is settled together with others, each by itself', async () => {
    const [a, b, c] = [await open('a'), await open('b'), await open('c')]
    await resolveException({ db, clock }, b, { by: 'bo', reason: 'mine' })
    const outcome = await settleMany([a, b, c, c], (id) =>
      resolveException({ db, clock }, id, { by: 'ana', reason: 'all done' }),
    )
    expect(outcome).toMatchObject({ done: [a, c], refused: [{ id: b }] })
  })

  test('has a history that nobody rewrites', async () => {
    await open('x')
    const only = 'the history of an exception is only ever added to'
    await expect(db.query(sql`update exception_event set note = ''`)).rejects.toThrow(only)
    await expect(db.query(sql`delete from exception_event`)).rejects.toThrow(only)
  })
})

describe('what is overdue', () => {
  test('is escalated once, however many look', async () => {
    const [soon, later] = [await open('soon', '1h'), await open('later', '3h')]
    expect(await escalateOverdue({ db, clock })).toEqual([])
    now = new Date('2026-05-04T12:30:00Z')
    const marked = await Promise.all([1, 2, 3].map(() => escalateOverdue({ db, clock })))
    expect(marked.flat()).toEqual([{ id: soon, note: 'revops (revops) is 1 hour late' }])
    expect((await shown(soon))?.history.at(-1)).toMatchObject({
      kind: 'escalated',
      note: 'revops (revops) is 1 hour late',
    })
    expect(await countOpen(db, now)).toEqual({ open: 2, overdue: 1 })
    now = new Date('2026-05-06T14:00:00Z')
    expect(await escalateOverdue({ db, clock })).toMatchObject([{ id: later }])
  })
})
