import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { csvSource } from '../../test/harness/csv-source.ts'
import { testContext } from '../../test/harness/test-context.ts'
import { until } from '../../test/harness/until.ts'
import { pause } from '../contracts/define.ts'
import { raise, resolveException } from '../exceptions/index.ts'
import {
  keepUpload,
  lastTimes,
  listRuns,
  pull,
  receiveUpload,
} from '../pipeline/ingestion/index.ts'
import { withLock } from '../platform/database/index.ts'
import type { AppContext } from './context.ts'
import { pullDue } from './pull-due.ts'
import { uploadsOf } from './uploads-of.ts'

const killed = csvSource('killed')
const busy = csvSource('busy')
const broken = csvSource('broken')
const daily = { ...csvSource('daily'), every: '1d' as const }
const halted = csvSource('halted', { malformed: pause() })
type Source = ReturnType<typeof csvSource>

let context: AppContext
beforeAll(async () => {
  context = await testContext({ sources: [killed, busy, broken, daily, halted] })
})

/** A file that somebody landed: it is kept, and they were told so. */
async function land({ name }: Source, content: string): Promise<string> {
  const folder = uploadsOf(context.stateFolder)
  const bytes = (async function* () {
    yield Buffer.from(content)
  })()
  return keepUpload(
    folder,
    name,
    await receiveUpload(folder, name, { name: 'given.csv', bytes, most: 1e6 }),
  )
}

const runsOf = async ({ name }: Source) => (await listRuns(context, { source: name })).runs
const allRead = ({ name }: Source) => until(async () => context.pulls.current(name) === undefined)

describe('an upload that landed, of a source without times of its own', () => {
  test('is read when the app that was to read it was killed before its turn came', async () => {
    await writeFile(join(context.folder, 'killed.csv'), 'id\nown\n')
    await land(killed, 'id\n1\n2\n')
    await pullDue(context)
    await allRead(killed)
    // What else the source has is read when a person says so.
    expect(await runsOf(killed)).toMatchObject([{ state: 'done', read: 2, landed: 2 }])

    await pullDue(context)
    await allRead(killed)
    expect(await runsOf(killed)).toHaveLength(1)
  })

  test('is read once the other process that held its source has let go of it', async () => {
    const upload = await land(busy, 'id\n1\n')
    await withLock(context.db, `pull ${busy.name}`, async () => {
      const { id } = context.pulls.start(busy, { upload })
      await until(async () => context.pulls.find(id)!.state === 'failed')
    })
    expect(await runsOf(busy)).toEqual([])
    await pullDue(context)
    await allRead(busy)
    expect(await runsOf(busy)).toMatchObject([{ state: 'done', landed: 1 }])
  })

  test('is not read minute after minute when it cannot be read', async () => {
    await land(broken, 'nothing\n1\n')
    for (let minute = 0; minute < 3; minute += 1) {
      await pullDue(context)
      await allRead(broken)
    }
    expect(await runsOf(broken)).toMatchObject([{ state: 'failed' }])
  })
})

test('an upload puts off no reading of what its source has, and counts as come in', async () => {
  const times = async () => {
    const { pulled, arrived } = await lastTimes(context.db)
    return { pulled: pulled.get(daily.name), arrived: arrived.get(daily.contract.name) }
  }
  const yesterday = new Date(Date.now() - 86_400_000)
  await pull({ ...context, clock: { now: () => yesterday } }, daily)
  const before = await times()
  context.pulls.start(daily, { upload: await land(daily, 'id\n9\n') })
  await allRead(daily)
  expect(await times()).toEqual({ pulled: before.pulled, arrived: expect.any(Date) as Date })

  await writeFile(join(context.folder, 'daily.csv'), 'id\n1\n2\n')
  await pullDue(context)
  await allRead(daily)
  const [own, upload] = await runsOf(daily)
  expect([own, upload]).toMatchObject([{ landed: 2 }, { landed: 1 }])
  expect((await times()).pulled).toEqual(own!.finishedAt)
})

test('a reading that was cut off stands still with its source, and goes on once a person says go', async () => {
  await writeFile(join(context.folder, 'halted.csv'), 'id\n1\n')
  const dies = pull(context, halted, {
    onProgress: () => {
      throw new Error('killed')
    },
  })
  await expect(dies).rejects.toThrow('killed')
  const id = await raise(context, {
    mode: 'malformed',
    contract: halted.contract.name,
    owner: 'revops',
    title: 'halted.csv: it is an Excel workbook',
  })
  await pullDue(context)
  await allRead(halted)
  expect(await runsOf(halted)).toMatchObject([{ state: 'running' }])

  await resolveException(context, id, { by: 'ana', reason: 'the export is text again' })
  await pullDue(context)
  await allRead(halted)
  expect(await runsOf(halted)).toMatchObject([{ state: 'done', landed: 1 }])
})
