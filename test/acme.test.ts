import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createClient, type Client } from '../src/app/client/client.ts'
import { exampleState } from '../src/app/example/state.ts'
import { findRunning } from '../src/app/client/find-running.ts'
import { stateFolderOf } from '../src/app/load-workspace/load-workspace.ts'
import { acme, loadAcme } from './harness/acme.ts'
import { copyAcme } from './harness/acme-copy.ts'
import { workspaceProcess, type WorkspaceProcess } from './harness/workspace-process.ts'

const until = new Date('2026-10-05T09:30:00Z')

let workspace: WorkspaceProcess
let edgeUrl: string
let app: { url: string; token: string }
let client: Client

beforeAll(async () => {
  workspace = await workspaceProcess()
  await copyAcme(workspace.folder)
  edgeUrl = (await workspace.start('--empty')).edge
  app = (await findRunning(stateFolderOf(workspace.folder)))!
  client = createClient(fetch, { base: app.url, token: app.token, close: async () => {} })
  await loadAcme({ workspace: workspace.folder, edgeUrl, scale: 0.05, until })
}, 120_000)
afterAll(() => workspace.remove(), 60_000)

const rows = async (name: string, query = {}) =>
  (await client.call('runReport', { params: { name }, query })).rows
const pipeline = async () => {
  const { totals } = await client.call('runReport', { params: { name: 'channel-pipeline' } })
  return Number(totals?.[0]?.['pipeline'])
}
const desk = async () =>
  (await client.call('listExceptions', { query: { state: 'open' } })).exceptions

describe('the example company', { timeout: 60_000 }, () => {
  test('came in by the doors, and everything that was read is accounted for', async () => {
    const contracts = new Map((await rows('reconciliation')).map((row) => [row['contract'], row]))
    for (const name of Object.values(acme.contracts)) {
      expect(contracts.get(name)).toMatchObject({ difference: 0, waiting: 0, unmapped: 0 })
      expect(contracts.get(name)!['landed']).toBeGreaterThan(0)
    }
    for (const name of ['web.events', 'cms.webinars', 'crm.contacts']) {
      expect(contracts.get(name)!['filtered']).toBeGreaterThan(0)
    }
    expect(contracts.get('web.events')!['duplicate']).toBeGreaterThan(0)
    expect(contracts.get('linchpin.publications')).toMatchObject({ landed: acme.posts })
    expect(contracts.get('linchpin.exposures')).toMatchObject({ difference: 0, duplicate: 0 })
  })

  test('has at the desk what it says, each with its owner', async () => {
    const open = await desk()
    expect(open).toHaveLength(acme.exceptions.length)
    for (const { contract, field, owner } of acme.exceptions) {
      const title = expect.stringContaining(`because of ${field}`) as string
      expect(open).toContainEqual(expect.objectContaining({ contract, owner, title }))
    }
  })

  test('is read to the end by its reports and experiments', async () => {
    const topics = (await rows('topic-pipeline')).map((row) => row['topic'])
    expect(topics).toEqual(expect.arrayContaining([...acme.topics]))
    for (const of of acme.experiments) {
      expect((await rows('experiment-result', { of })).length).toBeGreaterThanOrEqual(2)
    }
    expect((await rows(acme.ownReport)).length).toBeGreaterThan(0)
  })

  test('lands nothing twice when it is loaded again', async () => {
    const landed = async () =>
      (await rows('reconciliation')).map((row) => [row['contract'], row['landed'], row['facts']])
    const before = await landed()
    const { progress } = exampleState(stateFolderOf(workspace.folder))
    const made = (await progress.read())!
    await progress.write({ ...made, state: 'loading', events: 0, exposures: 0 })
    await loadAcme({ workspace: workspace.folder, edgeUrl, scale: 0.05 })
    expect(await landed()).toEqual(before)
    expect(await desk()).toHaveLength(acme.exceptions.length)
  })

  test('is mended in the browser: the corrected export is given, and a replay ends the exception', async () => {
    const before = await pipeline()
    const exception = (await desk()).find(({ contract }) => contract === 'crm.deals')!.id
    const folder = join(workspace.folder, 'imports/corrected')
    const [file = ''] = await readdir(folder)
    const upload = await fetch(`${app.url}/api/sources/crm-deals/uploads?file=${file}`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${app.token}`,
        'content-type': 'application/octet-stream',
      },
      body: await readFile(join(folder, file)),
    })
    const preview = (await upload.json()) as { upload: string; counts: Record<string, number> }
    expect(preview.counts).toMatchObject({ quarantined: 0, filtered: 0 })
    const params = { name: 'crm-deals', upload: preview.upload }
    let pull = await client.call('landUpload', { params })
    await expect
      .poll(async () => {
        pull = await client.call('showPull', { params: { id: pull.id } })
        return pull.state
      })
      .toBe('done')
    const dryRun = await client.call('previewReplay', { query: { exception } })
    expect(dryRun).toMatchObject({ land: 0, stay: 0 })
    expect(dryRun.filter).toBeGreaterThan(0)
    expect(await client.call('replay', { body: { exception } })).toMatchObject({
      stayed: 0,
      resolved: [exception],
    })
    expect((await desk()).map(({ contract }) => contract)).not.toContain('crm.deals')
    expect(await pipeline()).toBeGreaterThan(before)
    for (const row of await rows('reconciliation')) expect(row).toMatchObject({ difference: 0 })
  })

  test('is gone after one call, and the workspace is as new', async () => {
    expect(await client.call('showExample')).toMatchObject({ state: 'ready' })
    expect(await client.call('removeExample')).toMatchObject({ state: 'removed', done: 0 })
    for (const row of await rows('reconciliation')) {
      expect(row).toMatchObject({ read: 0, landed: 0, quarantined: 0, facts: 0 })
    }
    expect(await desk()).toEqual([])
    const { entries } = await client.call('listEntries', { params: { collection: 'blog' } })
    expect(entries).toEqual([])
    expect((await client.call('listRuns')).runs).toEqual([])
    for (const source of acme.fileSources) {
      const left = await readdir(join(workspace.folder, 'imports', source))
      expect(left).toEqual(['.gitkeep'])
    }
    await expect(client.call('removeExample')).rejects.toThrow('removed already')
    const one = { type: 'track', messageId: 'own', anonymousId: 'me', event: 'Trial Started' }
    const { key } = await client.call('createKey', { body: { kind: 'write', name: 'our own' } })
    const sent = await fetch(new URL('/v1/batch', edgeUrl), {
      method: 'POST',
      headers: { authorization: `Basic ${Buffer.from(`${key}:`).toString('base64')}` },
      body: JSON.stringify({ batch: [one] }),
    })
    expect(sent.status).toBe(200)
    await expect
      .poll(async () => rows('reconciliation', { of: 'web.events' }))
      .toMatchObject([{ read: 1, landed: 1, waiting: 0, facts: 1 }])
  })
})
