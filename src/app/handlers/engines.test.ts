import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { callerNamed } from '../../../test/harness/caller.ts'
import { freePort } from '../../../test/harness/free-port.ts'
import { testContext } from '../../../test/harness/test-context.ts'
import { openDatabase } from '../../platform/database/index.ts'
import { openJobs, type Job } from '../../platform/jobs/index.ts'
import type { AppContext } from '../context.ts'
import { handlersOf } from './handlers.ts'

let context: AppContext
beforeAll(async () => {
  context = await testContext()
})

async function look(more: Partial<AppContext> = {}) {
  const { listEngines } = handlersOf({ ...context, ...more })
  const { engines } = await listEngines(
    { params: {}, query: {}, body: {} },
    callerNamed('somebody who looks'),
  )
  return Object.fromEntries(engines.map((engine) => [engine.name, engine]))
}

async function edgeThat(answers: RequestListener) {
  const server = createServer(answers).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

const metrics = 'linchpin_exposure_spool_bytes{role="edge"} 1234\n'
const json = (status: number, body: unknown): RequestListener =>
  function answer({ url }, res) {
    if (url === '/metrics') return void res.end(metrics)
    res.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  }

describe('the engines', () => {
  test('say how they are, each with its figures', async () => {
    const edgeUrl = await edgeThat(json(200, { status: 'ready' }))
    const { postgresql, warehouse, edge } = await look({ edgeUrl })
    expect(postgresql).toMatchObject({
      health: 'well',
      figures: [
        { name: 'Version', value: expect.stringMatching(/^\d+(\.\d+)?$/) },
        { name: 'Size', value: expect.any(Number), unit: 'bytes' },
        { name: 'Connections', value: expect.stringMatching(/^\d+ of \d+$/) },
      ],
    })
    expect(warehouse).toMatchObject({
      health: 'well',
      says: 'It serves, and holds all that came in.',
      figures: [{ value: 0 }, { name: 'File', value: expect.any(Number) }],
    })
    expect(edge).toMatchObject({
      health: 'well',
      figures: [{ unit: 'ms' }, { name: 'Exposures that wait', value: 1234, unit: 'bytes' }],
    })
  })

  test('an edge that is gone, silent or not ready is told from one that answers', async () => {
    const gone = await look({ edgeUrl: `http://127.0.0.1:${await freePort()}` })
    expect(gone).toMatchObject({
      postgresql: { health: 'well' },
      edge: {
        health: 'away',
        says: expect.stringMatching(/nothing listens there\. Start it/),
        figures: [],
      },
    })
    const silent = await look({ edgeUrl: await edgeThat(() => {}) })
    expect(silent).toMatchObject({ edge: { health: 'away' }, warehouse: { health: 'well' } })
    expect(silent['edge']!.says).toContain('did not answer within 1.5 s')
    const detail = 'waiting for a table of variants'
    const waiting = await look({ edgeUrl: await edgeThat(json(503, { detail })) })
    expect(waiting['edge']).toMatchObject({
      health: 'waiting',
      says: `It answers, and is not ready: ${detail}.`,
    })
    expect((await look())['edge']!.says).toContain('LINCHPIN_EDGE_URL')
  })

  test('a database that does not answer takes the jobs with it, and nothing else', async () => {
    const nowhere = openDatabase({ url: 'postgres://x:x@127.0.0.1:1/x', name: 'nowhere' })
    onTestFinished(() => nowhere.close())
    const edgeUrl = await edgeThat(json(200, {}))
    expect(await look({ db: nowhere, edgeUrl })).toMatchObject({
      postgresql: { health: 'away', figures: [] },
      jobs: { health: 'away', figures: [] },
      warehouse: { health: 'well' },
      edge: { health: 'well' },
    })
  })

  test('the jobs wait for their first minute, then run, then are found to stand still', async () => {
    expect((await look())['jobs']).toMatchObject({ health: 'waiting' })
    const everyMinute: Job = (job) => job.step('look', async () => {})
    const jobs = await openJobs({
      db: context.db,
      log: context.log,
      jobs: { 'every-minute': everyMinute },
      schedules: [{ name: 'every-minute', cron: '* * * * * *', job: 'every-minute' }],
    })
    onTestFinished(() => jobs.close())
    await expect.poll(async () => (await look())['jobs']!.health, { timeout: 10_000 }).toBe('well')
    let ahead = 0
    const clock = { now: () => new Date(Date.now() + ahead) }
    // Begun ten minutes later, it waits; having run through them, it is late.
    expect(
      (await look({ clock: { now: () => new Date(Date.now() + 600_000) } }))['jobs'],
    ).toMatchObject({ health: 'waiting' })
    const { listEngines } = handlersOf({ ...context, clock })
    ahead = 600_000
    const { engines } = await listEngines({ params: {}, query: {}, body: {} }, callerNamed('x'))
    expect(engines[2]).toMatchObject({ name: 'jobs', health: 'away' })
  })
})
