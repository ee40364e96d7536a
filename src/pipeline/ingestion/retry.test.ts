import { chmod, rm, symlink, unlink } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { fileLab } from '../../../test/harness/file-lab.ts'
import { ignore, pause, retry, review, standardPaths } from '../../contracts/define.ts'
import type { FinalPath } from '../../contracts/index.ts'
import { resolveException } from '../../exceptions/index.ts'
import { sql } from '../../platform/database/index.ts'
import { csv } from './define.ts'
import { listRuns } from './list-runs.ts'
import { pull } from './pull.ts'
import { selectRetries } from './retry-store.ts'
import { keepUpload, receiveUpload } from './uploads/uploads.ts'

const { db, deps, desk, name, path, source, write } = fileLab()
const standard = standardPaths({ owner: 'revops' })
const rows = 'id,Amount (EUR),name\n1,5,Ana\n'

/** A clock that is set by hand, and waits that are as long as they may be. */
const lab = () => {
  const clock = { time: new Date('2026-05-04T10:00:00Z'), now: () => clock.time }
  const pass = (seconds: number) => (clock.time = new Date(clock.time.getTime() + seconds * 1_000))
  return { pass, deps: { ...deps(), clock, random: () => 0.999_999 } }
}
const patient = (times = 2, otherwise: FinalPath = review()) =>
  source(csv('deals.csv'), {
    failures: { ...standard, missing: retry({ times, base: '10s', otherwise }) },
  })
const pending = async () => (await selectRetries(db())).filter((each) => each.source === name())
const runs = async () => (await listRuns({ db: db() }, { source: name() })).runs
const exceptions = () =>
  db().query<{ id: number; mode: string; state: string; detail: Record<string, unknown> }>(sql`
    select id, mode, state, detail from exception where contract = ${name()} order by id`)

describe('a source that its contract tries again', () => {
  test('is asked nobody about while it is, and is well once a retry works', async () => {
    const { pass, deps: at } = lab()
    expect(await pull(at, patient())).toMatchObject({
      state: 'failed',
      problems: [{ mode: 'missing', path: 'retry' }],
      recovery: { outcome: 'again', attempt: 1, times: 2, at: '2026-05-04T10:00:10.000Z' },
      pausedBy: null,
    })
    pass(10)
    expect(await pull(at, patient())).toMatchObject({
      recovery: { outcome: 'again', attempt: 2, times: 2, at: '2026-05-04T10:00:30.000Z' },
    })
    expect(await pending()).toMatchObject([
      { mode: 'missing', attempt: 2, times: 2, since: new Date('2026-05-04T10:00:00Z') },
    ])
    expect(await exceptions()).toEqual([])
    pass(20)
    await write('deals.csv', rows)
    expect(await pull(at, patient())).toMatchObject({
      state: 'done',
      landed: 1,
      recovery: { outcome: 'over', attempt: 2, times: 2, since: '2026-05-04T10:00:00.000Z' },
    })
    expect(await pending()).toEqual([])
    expect(await exceptions()).toEqual([])
    expect((await runs()).map(({ state, recovery }) => [state, recovery?.outcome])).toEqual([
      ['done', 'over'],
      ['failed', 'again'],
      ['failed', 'again'],
    ])
  })

  test('goes to the desk when its retries are spent, with how many there were and when', async () => {
    const { pass, deps: at } = lab()
    for (let n = 0; n < 2; n += 1) {
      await pull(at, patient())
      pass(20)
    }
    expect(await pull(at, patient())).toMatchObject({
      state: 'failed',
      problems: [{ path: 'review' }],
      recovery: { outcome: 'spent', mode: 'missing', attempt: 2, at: null },
    })
    expect(await pending()).toEqual([])
    expect(await exceptions()).toMatchObject([
      {
        mode: 'missing',
        state: 'open',
        detail: {
          retries: {
            made: 2,
            since: '2026-05-04T10:00:00.000Z',
            last: '2026-05-04T10:00:40.000Z',
          },
        },
      },
    ])
    // The next reading by its schedule is an exchange of its own, and is tried again as declared.
    expect(await pull(at, patient())).toMatchObject({ recovery: { outcome: 'again', attempt: 1 } })
  })

  test('makes each attempt once, whoever comes second', async () => {
    const { deps: at } = lab()
    const { run } = await pull(at, patient())
    await pull(at, patient(), { retryOf: run })
    await expect(pull(at, patient(), { retryOf: run })).rejects.toThrow('has been read meanwhile')
    expect(await pending()).toMatchObject([{ attempt: 2 }])
    expect(await runs()).toHaveLength(2)
  })

  test('is not declared well by an upload, which does not look where the trouble is', async () => {
    const { deps: at } = lab()
    await pull(at, patient())
    const bytes = (async function* () {
      yield Buffer.from(rows)
    })()
    const folder = path('uploads')
    const given = await receiveUpload(folder, name(), { name: 'a.csv', bytes, most: 1_000 })
    const upload = await keepUpload(folder, name(), given)
    const withUploads = { ...at, uploads: folder }
    expect(await pull(withUploads, patient(), { upload })).toMatchObject({
      state: 'done',
      landed: 1,
      recovery: null,
    })
    expect(await pending()).toMatchObject([{ attempt: 1 }])
  })

  const onLinux = process.platform === 'linux'
  test.runIf(onLinux)('may be one on a disk that gives no bytes', async () => {
    // Linux answers with a true EIO where a process reads its own memory at 0.
    await symlink('/proc/self/mem', path('deals.csv'))
    const own = source(csv('deals.csv'))
    expect(await pull(deps(), own)).toMatchObject({
      problems: [{ mode: 'unavailable', path: 'retry' }],
      recovery: { outcome: 'again', attempt: 1, times: 8 },
    })
    await unlink(path('deals.csv'))
    await write('deals.csv', rows)
    expect(await pull(deps(), own)).toMatchObject({ landed: 1, recovery: { outcome: 'over' } })
  })
})

describe('a source that stands still', () => {
  /** Root may read everything, so as root the test takes another user's place. */
  const asNobody = async <T>(work: () => Promise<T>): Promise<T> => {
    if (process.getuid?.() !== 0) return work()
    process.seteuid!(65_534)
    try {
      return await work()
    } finally {
      process.seteuid!(0)
    }
  }

  test('does so for the folder that it may not look into, until the exception is resolved', async () => {
    await write('deals.csv', rows)
    await chmod(path('.'), 0o000)
    const own = source(csv('.'))
    const result = await asNobody(() => pull(deps(), own))
    await chmod(path('.'), 0o700)
    const [exception] = await exceptions()
    expect(result).toMatchObject({
      state: 'failed',
      problems: [{ mode: 'unauthorized', path: 'pause' }],
      recovery: null,
      pausedBy: exception!.id,
    })
    // Read by hand, it is read, and stands still all the same.
    expect(await pull(deps(), own)).toMatchObject({ landed: 1, pausedBy: exception!.id })
    const clock = { now: () => new Date() }
    await resolveException({ db: db(), clock }, exception!.id, { by: 'Ana', reason: 'mended' })
    expect(await pull(deps(), own)).toMatchObject({ pausedBy: null })
  })

  test('does so after retries that did not help', async () => {
    const { deps: at } = lab()
    await pull(at, patient(1, pause()))
    expect(await pull(at, patient(1, pause()))).toMatchObject({
      recovery: { outcome: 'spent', attempt: 1 },
      pausedBy: expect.any(Number),
    })
  })

  test('does so for the face of drift that its contract names, and for no other', async () => {
    const drift = { added: pause(), removed: review(), changed: review() }
    const own = () => source(csv('deals.csv'), { failures: { ...standard, drift } })
    await write('deals.csv', rows)
    await pull(deps(), own())
    await write('deals.csv', 'id\n1\n')
    expect(await pull(deps(), own())).toMatchObject({
      problems: [{ mode: 'drift', path: 'review' }],
      pausedBy: null,
    })
    await write('deals.csv', 'id,Amount (EUR),name,region\n1,5,Ana,EU\n')
    expect(await pull(deps(), own())).toMatchObject({
      problems: [{ mode: 'drift', path: 'pause' }],
      pausedBy: expect.any(Number),
    })
  })
})

test('a file that the contract chooses to do without is written down, and nobody is asked', async () => {
  const own = source(csv('deals.csv'), {
    failures: { ...standard, missing: ignore('some days bring nothing') },
  })
  await rm(path('deals.csv'), { force: true })
  expect(await pull(deps(), own)).toMatchObject({
    state: 'done',
    problems: [{ mode: 'missing', path: 'ignore' }],
  })
  expect(await desk()).toEqual([])
  expect(await runs()).toMatchObject([{ problems: [{ mode: 'missing', path: 'ignore' }] }])
})
