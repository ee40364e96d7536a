import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { testDatabase } from '../../../test/harness/test-database.ts'
import { sql, type Database } from '../database/index.ts'
import { openLog } from '../log.ts'
import { listJobs, listSteps, openJobs, type JobRecord, type Jobs } from './index.ts'
import { judgeExecutor } from './judge-executor.ts'

// Real processes, which take their time on a machine that is busy.
vi.setConfig({ testTimeout: 90_000 })

const log = openLog({ name: 'test', level: 'silent' })

let db: Database
let jobs: Jobs
const failed: JobRecord[] = []
/** What the jobs did in the world. */
const done: string[] = []
const due: Date[] = []
let atOnce = 0
let mostAtOnce = 0

beforeAll(async () => {
  db = await testDatabase()
  jobs = await openJobs({
    db,
    log,
    jobs: {
      greet: async (context, { name }: { name: string }) => {
        const greeting = await context.step('compose', async ({ key }) => {
          done.push(key)
          return `hello ${name}`
        })
        return { greeting, at: new Date('2026-05-04T10:00:00Z') }
      },
      stubborn: (context, failures: number) =>
        context.step(
          'call',
          async ({ attempt, key }) => {
            done.push(`${key} ${attempt}`)
            if (attempt <= failures) throw new Error(`refused ${attempt}`)
            return attempt
          },
          { attempts: 3, wait: '10ms', retryIf: (error) => String(error) !== 'Error: refused 9' },
        ),
      slow: (context) =>
        context.step(
          'wait',
          ({ signal }) =>
            new Promise((_, refuse) => {
              signal.addEventListener('abort', () => refuse(new Error('cut off')))
            }),
          { attempts: 1, timeout: '50ms' },
        ),
      sleepy: async (context) => {
        for (let n = 0; n < 1_000; n++) await context.sleep('50ms')
      },
      narrow: (context, wait: number) =>
        context.step('work', async () => {
          atOnce += 1
          mostAtOnce = Math.max(mostAtOnce, atOnce)
          await new Promise((next) => setTimeout(next, wait))
          atOnce -= 1
        }),
      tick: async (context) => {
        await context.step('note', async () => void due.push(context.due!))
      },
    },
    continuations: {
      decided: async (_, input: string, decision: string | undefined) =>
        `${input}: ${decision ?? 'escalated'}`,
    },
    queues: { narrow: { total: 2, poll: '100ms' } },
    schedules: [{ name: 'each second', cron: '* * * * * *', job: 'tick' }],
    onFailed: async (_, job) => void failed.push(job),
  })
})
afterAll(() => jobs.close())

const find = async (id: string) => (await listJobs(db, { id }))[0]

describe('a job', () => {
  test('is started once for an id, and keeps its result', async () => {
    await jobs.start('greet', { name: 'Ada' }, { id: 'greet-1' })
    await jobs.start('greet', { name: 'Grace' }, { id: 'greet-1' })
    const result = { greeting: 'hello Ada', at: new Date('2026-05-04T10:00:00Z') }
    expect(await jobs.result('greet-1')).toEqual(result)
    await jobs.start('greet', { name: 'Grace' }, { id: 'greet-1' })
    expect(await jobs.result('greet-1')).toEqual(result)
    expect(done.filter((key) => key.startsWith('greet-1'))).toHaveLength(1)
  })

  test('tries a step again, with the same key', async () => {
    await jobs.start('stubborn', 2, { id: 'stubborn-1' })
    expect(await jobs.result('stubborn-1')).toBe(3)
    const keys = done.filter((key) => key.startsWith('stubborn-1'))
    expect(new Set(keys.map((key) => key.split(' ')[0])).size).toBe(1)
    expect(keys.map((key) => key.split(' ')[1])).toEqual(['1', '2', '3'])
  })

  test('fails when a step has failed too often, and somebody is told once', async () => {
    await jobs.start('stubborn', 7, { id: 'stubborn-2' })
    await expect(jobs.result('stubborn-2')).rejects.toThrow('refused 3')
    await expect
      .poll(() => failed.filter(({ id }) => id === 'stubborn-2'), { timeout: 60_000 })
      .toHaveLength(1)
    expect(failed[0]).toMatchObject({ job: 'stubborn', state: 'failed' })
    expect(failed[0]!.error).toContain('refused 3')
  })

  test('cuts a step off at its timeout', async () => {
    await jobs.start('slow', null, { id: 'slow-1' })
    await expect(jobs.result('slow-1')).rejects.toThrow('50')
  })

  test('is cancelled at its own timeout, and by hand', async () => {
    await jobs.start('sleepy', null, { id: 'sleepy-1', timeout: '200ms' })
    await expect(jobs.result('sleepy-1')).rejects.toThrow('cancelled')
    await jobs.start('sleepy', null, { id: 'sleepy-2' })
    await jobs.cancel('sleepy-2')
    await expect(jobs.result('sleepy-2')).rejects.toThrow('cancelled')
    expect((await find('sleepy-2'))?.state).toBe('cancelled')
  })

  test('that nobody knows is refused', async () => {
    await expect(jobs.start('gree', null, { id: 'x' })).rejects.toThrow("no job is named 'gree'")
    await expect(jobs.result('y')).rejects.toThrow("no job has the id 'y'")
  })

  test('keeps to the limits of its queue', async () => {
    const ids = Array.from({ length: 8 }, (_, n) => `narrow-${n}`)
    for (const id of ids) await jobs.start('narrow', 50, { id, queue: 'narrow' })
    for (const id of ids) await jobs.result(id)
    expect(mostAtOnce).toBeLessThanOrEqual(2)
  })

  test('runs when its schedule says, and knows for when', async () => {
    await expect.poll(() => due.length, { timeout: 60_000 }).toBeGreaterThan(1)
    const times = due.map((each) => each.getTime())
    expect(new Set(times).size).toBe(times.length)
    expect(times.every((time) => time % 1_000 === 0)).toBe(true)
  })
})

describe('a parked continuation', () => {
  const park = (id: string) => jobs.park('decided', 'deal 7', { id, escalateAfter: '1h' })

  test('goes on with the first decision', async () => {
    await park('case-1')
    await park('case-1')
    expect(await find('case-1')).toMatchObject({ state: 'parked', queue: 'parked' })
    expect((await find('case-1'))!.dueAt!.getTime()).toBeGreaterThan(Date.now() + 3_000_000)
    expect(await jobs.decide('case-1', 'refund')).toBe(true)
    expect(await jobs.result('case-1')).toBe('deal 7: refund')
    expect(await jobs.decide('case-1', 'keep')).toBe(false)
  })

  test('is escalated by hand, and by time', async () => {
    await park('case-2')
    expect(await jobs.escalate('case-2')).toBe(true)
    await jobs.park('decided', 'deal 8', { id: 'case-3', escalateAfter: '100ms' })
    expect(await jobs.result('case-2')).toBe('deal 7: escalated')
    expect(await jobs.result('case-3')).toBe('deal 8: escalated')
    expect(await jobs.escalate('case-2')).toBe(false)
  })
})

describe('the history', () => {
  test('tells jobs and their steps', async () => {
    expect(await find('greet-1')).toMatchObject({ job: 'greet', state: 'done', error: null })
    expect(await listSteps(db, 'greet-1')).toMatchObject([{ name: 'compose', error: null }])
    const states = (await listJobs(db, { state: 'failed' })).map(({ state }) => state)
    expect(new Set(states)).toEqual(new Set(['failed']))
    expect(await listJobs(db, { job: 'greet' })).toHaveLength(1)
  })

  test('is forgotten up to a moment, but for what still runs or waits', async () => {
    await jobs.park('decided', 'later', { id: 'case-4', escalateAfter: '1h' })
    expect(await jobs.forget(new Date(Date.now() + 60_000))).toBeGreaterThan(5)
    expect(await find('greet-1')).toBeUndefined()
    expect(await find('case-4')).toBeDefined()
    // The schedule goes on: what belongs to a job that is there is no rest of one that is not.
    const left = await db.query(sql`
      with kept (id) as (select workflow_uuid from dbos.workflow_output union
        select workflow_uuid from dbos.operation_outputs union select id from reported_job)
      select id from kept where id not in (select workflow_uuid from dbos.workflow_status)`)
    expect(left).toEqual([])
    await jobs.cancel('case-4')
  })
})

describe('what is done about another executor', () => {
  test.each([
    [{ ageMs: 900, held: true }, 'leave'],
    [{ ageMs: 9_999, held: true }, 'leave'],
    [{ ageMs: 10_001, held: true }, 'cut off'],
    [{ ageMs: 3_000, held: false }, 'leave'],
    [{ ageMs: 3_001, held: false }, 'take over'],
  ])('%j: %s', (row, verdict) => {
    expect(judgeExecutor({ id: 'x', ...row })).toBe(verdict)
  })
})
