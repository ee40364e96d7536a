import { beforeAll, describe, expect, test } from 'vitest'
import { testDatabase } from '../../test/harness/test-database.ts'
import { sql, type Database } from '../platform/database/index.ts'
import { longestDetail } from './cap-detail.ts'
import { raiseOnce } from './raise-once.ts'
import { raise, type RaiseDeps, type Trouble } from './raise.ts'
import { resolveException } from './resolve.ts'
import { showException } from './show.ts'

const now = new Date('2026-05-04T10:00:00Z')
const trouble: Trouble = { mode: 'timeout', owner: 'revops', title: 'The CRM does not answer' }

let db: Database
let deps: RaiseDeps
beforeAll(async () => {
  db = await testDatabase()
  deps = { db, clock: { now: () => now }, routes: [] }
})

const shown = (id: number) => showException({ db, heldUnder: async () => 0 }, id)

describe('raise', () => {
  test('counts exactly when a hundred report the same trouble at once', async () => {
    const ids = await Promise.all(Array.from({ length: 100 }, () => raise(deps, trouble)))
    expect(new Set(ids).size).toBe(1)
    const exception = await shown(ids[0]!)
    expect(exception?.occurrences).toBe(100)
    expect(exception?.history).toMatchObject([
      { kind: 'opened', by: '', at: now, note: trouble.title },
    ])
  })

  test('tells troubles apart by failure mode, contract and what they are about', async () => {
    const ids = await Promise.all([
      raise(deps, { ...trouble, about: 'a' }),
      raise(deps, { ...trouble, about: 'b' }),
      raise(deps, { ...trouble, about: 'a', contract: 'crm.deals' }),
      raise(deps, { ...trouble, about: 'a', mode: 'unavailable' }),
      raise(deps, { ...trouble, about: 'a', title: 'Said in other words' }),
    ])
    expect(new Set(ids).size).toBe(4)
    expect(ids[4]).toBe(ids[0])
  })

  test('opens a new one when the trouble comes back after it was resolved', async () => {
    const first = await raise(deps, { ...trouble, about: 'again' })
    await resolveException(deps, first, {
      by: 'ana',
      reason: 'the vendor mended it',
    })
    const second = await raise(deps, { ...trouble, about: 'again' })
    expect(second).not.toBe(first)
    expect(await shown(first)).toMatchObject({ state: 'resolved', occurrences: 1 })
    expect(await shown(second)).toMatchObject({ state: 'open', occurrences: 1 })
  })

  test('leaves nothing behind when the work that failed is rolled back', async () => {
    const work = db.transaction(async (tx) => {
      await raise({ ...deps, db: tx }, { ...trouble, about: 'rolled back' })
      throw new Error('half-way')
    })
    await expect(work).rejects.toThrow('half-way')
    expect(await db.query(sql`select 1 from exception where title = 'rolled back'`)).toEqual([])
  })

  test('takes what PostgreSQL cannot hold: NUL characters and halves of characters', async () => {
    const detail = { 'a\0key': ['\0', '\ud800', String.raw`\u0000`, '😀'] }
    const id = await raise(deps, { ...trouble, title: 'NUL \0 here', about: 'nul', detail })
    expect(await shown(id)).toMatchObject({
      title: 'NUL � here',
      detail: { 'a�key': ['�', '�', String.raw`\u0000`, '😀'] },
    })
  })

  test('cuts a huge detail and says so', async () => {
    const detail = { sample: '😀'.repeat(longestDetail) }
    const id = await raise(deps, { ...trouble, about: 'huge', detail })
    const kept = (await shown(id))?.detail as { note: string; start: string }
    expect(kept.note).toMatch(/^the detail had 64013 characters; these are the first 16000$/)
    expect(kept.start.length).toBeLessThanOrEqual(longestDetail / 2)
  })

  test('is not stopped by a detail that cannot be written down', async () => {
    const circle: Record<string, unknown> = {}
    circle['self'] = circle
    const id = await raise(deps, { ...trouble, about: 'circle', detail: circle })
    expect((await shown(id))?.detail['note']).toMatch(/^the detail could not be written down/)
  })
})

describe('raiseOnce', () => {
  test('neither counts what it finds again, nor opens what a person has resolved', async () => {
    const lasting = { ...trouble, title: 'A page is torn out' }
    const id = (await raiseOnce(deps, lasting))!
    expect(await raiseOnce(deps, lasting)).toBeUndefined()
    expect(await shown(id)).toMatchObject({ state: 'open', occurrences: 1 })
    await resolveException(deps, id, { by: 'ana', reason: 'we know who did it' })
    expect(await raiseOnce(deps, lasting)).toBeUndefined()
    expect(await raiseOnce(deps, { ...lasting, about: 'another page' })).not.toBe(id)
  })
})
