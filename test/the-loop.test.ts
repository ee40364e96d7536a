import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  workspaceProcess,
  type Addresses,
  type WorkspaceProcess,
} from './harness/workspace-process.ts'

interface ReportAnswer {
  readonly rows: readonly Record<string, string | number | null>[]
}
interface Desk {
  readonly exceptions: readonly { id: number; contract: string; mode: string; owner: string }[]
}

const config = `
import { defineContent, defineWorkspace } from 'linchpin'
import { website } from './contracts/website.ts'
import { ordersFile } from './contracts/orders.ts'
import { hero, wording } from './placements/hero.ts'

export default defineWorkspace({
  name: 'loop',
  sources: [website, ordersFile],
  content: [
    defineContent({ name: 'blog', title: 'Blog', folder: 'content', url: 'https://loop.example/blog/:slug' }),
  ],
  placements: [hero],
  experiments: [wording],
})
`
const orders = (reading: string) => `
import { csv, defineContract, defineSource, defineSystem, email, money, revenue, standardPaths, t } from 'linchpin'

const orders = defineContract({
  name: 'shop.orders', version: '1.0.0', from: defineSystem({ name: 'shop' }), owner: 'shop',
  payload: t.Object({ Id: t.String(), Email: t.String(), Total: t.Number(), Day: t.String({ format: 'date' }) }),
  ${reading}
  key: (order) => order.Id,
  failures: standardPaths({ owner: 'shop' }),
  becomes: (order) => [
    revenue({ amount: money(order.Total, 'EUR'), at: order.Day, person: email(order.Email) }),
  ],
})
export const ordersFile = defineSource({ name: 'orders', contract: orders, from: csv('orders.csv') })
`
const hero = `
import { defineExperiment, defineMetric, definePlacement } from 'linchpin'

export const hero = definePlacement({
  name: 'hero', fallback: 'calm',
  variants: [{ name: 'calm', content: { title: 'Calm' } }, { name: 'bold', content: { title: 'Bold' } }],
})
export const wording = defineExperiment({
  name: 'wording', placement: 'hero', control: 'calm',
  metric: defineMetric({ name: 'trials', goal: 'Trial Started', means: 'Share that starts a trial' }),
})
`
const post = `---
title: First things
topics: [attribution]
date: 2026-03-03
---

What comes first.
`

let workspace: WorkspaceProcess
let at: Addresses
let key: string

beforeAll(async () => {
  workspace = await workspaceProcess()
  expect((await workspace.run('init')).code).toBe(0)
  await workspace.write({
    'linchpin.config.ts': config,
    'contracts/orders.ts': orders(''),
    'placements/hero.ts': hero,
    'content/first-things.md': post,
    'orders.csv':
      'Id;Email;Total;Day\n1;ana@loop.example;20;2026-03-04\n2;ben@loop.example;12,50;2026-03-05\n',
  })
  at = await workspace.start()
  const made = await workspace.ask<{ key: string }>([
    'keys',
    'create',
    '--kind',
    'write',
    '--name',
    'site',
  ])
  key = made.key
}, 120_000)
afterAll(() => workspace.remove(), 60_000)

const report = async (name: string, ...more: string[]) =>
  (await workspace.ask<ReportAnswer>(['report', name, ...more])).rows
const send = (batch: readonly object[]) =>
  fetch(new URL('/v1/batch', at.edge), {
    method: 'POST',
    headers: {
      authorization: `Basic ${Buffer.from(`${key}:`).toString('base64')}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify({ batch }),
  })
const reconciled = async (contract: string) => (await report('reconciliation', '--of', contract))[0]

describe('the loop', { timeout: 120_000 }, () => {
  test('an event becomes a fact, and the fact a figure in a report', async () => {
    const page = {
      type: 'page',
      messageId: 'm1',
      timestamp: '2026-03-01T10:00:00Z',
      anonymousId: 'a1',
      properties: {
        url: 'https://loop.example/blog/first-things?utm_source=news&utm_medium=email',
      },
    }
    const identify = {
      type: 'identify',
      messageId: 'm2',
      anonymousId: 'a1',
      userId: '7',
      traits: { email: 'ana@loop.example' },
    }
    expect((await send([page, identify, page])).status).toBe(200)
    expect(await reconciled('web.events')).toMatchObject({
      read: 3,
      landed: 2,
      duplicate: 1,
      difference: 0,
    })
    expect(await report('channel-pipeline')).toContainEqual(
      expect.objectContaining({ channel: 'Email', people: 1 }),
    )
  })

  test('a file with a bad row lands its good rows, and the bad one is at the desk', async () => {
    const { pulls } = await workspace.ask<{ pulls: { result: object }[] }>(['pull', 'orders'])
    expect(pulls[0]?.result).toMatchObject({ read: 2, landed: 1, quarantined: 1 })
    const { exceptions } = await workspace.ask<Desk>(['exceptions', 'list'])
    expect(exceptions).toMatchObject([
      { contract: 'shop.orders', mode: 'violation', owner: 'shop' },
    ])
    expect((await workspace.run('exceptions', 'replay', String(exceptions[0]!.id))).code).toBe(1)
  })

  test('a file is read once, until somebody asks for it again', async () => {
    const { stdout } = await workspace.run('pull', 'orders')
    expect(stdout).toContain('0 read = 0 landed')
    expect(stdout).toContain('1 unchanged since it was read')
    const { pulls } = await workspace.ask<{ pulls: object[] }>(['pull', 'orders', '--again'])
    expect(pulls).toMatchObject([{ result: { read: 2, duplicate: 2 } }])
  })

  test('revenue is credited across website and file, because both know the person', async () => {
    const rows = await report('channel-pipeline')
    expect(rows).toContainEqual(expect.objectContaining({ channel: 'Email', revenue: 20 }))
  })

  test('content is published to the read API and the feed, and comes back as a fact', async () => {
    expect((await workspace.run('publish')).code).toBe(0)
    const entry = new URL('/content/v1/blog/first-things', at.edge)
    await expect.poll(async () => (await fetch(entry)).status, { timeout: 20_000 }).toBe(200)
    const answer = await fetch(entry)
    expect(await answer.json()).toMatchObject({ title: 'First things' })
    const etag = answer.headers.get('etag')!
    expect((await fetch(entry, { headers: { 'if-none-match': etag } })).status).toBe(304)
    const feed = await (await fetch(new URL('/content/v1/blog/feed.xml', at.edge))).text()
    expect(feed).toContain('First things')
    expect(await reconciled('linchpin.publications')).toMatchObject({ landed: 1, facts: 1 })
    expect(await report('topic-pipeline')).toContainEqual(
      expect.objectContaining({ topic: 'attribution', people: 1 }),
    )
  })

  test('a placement is shown, a goal reached, and the experiment says so', async () => {
    const shown = await fetch(new URL('/edge/v1/placements/hero?unit=anonymous:a1', at.edge))
    const { variant } = (await shown.json()) as { variant: string }
    await expect
      .poll(async () => (await reconciled('linchpin.exposures'))?.['landed'], { timeout: 20_000 })
      .toBe(1)
    const goal = { type: 'track', messageId: 'm3', anonymousId: 'a1', event: 'Trial Started' }
    expect((await send([goal])).status).toBe(200)
    expect(await report('experiment-result', '--of', 'wording')).toContainEqual(
      expect.objectContaining({ arm: variant, units: 1, conversions: 1 }),
    )
  })

  test('the mended contract takes the bad row in, and the exception is resolved', async () => {
    expect(await workspace.stop()).toBe(0)
    await workspace.write({ 'contracts/orders.ts': orders(`text: { decimal: ',' },`) })
    at = await workspace.start()
    const { exceptions } = await workspace.ask<Desk>(['exceptions', 'list'])
    const id = String(exceptions.find(({ mode }) => mode !== 'stale')!.id)
    expect(await workspace.ask(['exceptions', 'replay', id])).toMatchObject({
      landed: 1,
      stayed: 0,
    })
    // What was made under the contract before is said to be so, until it is made anew.
    const left = await workspace.ask<Desk>(['exceptions', 'list'])
    expect(left.exceptions).toMatchObject([
      { mode: 'stale', title: expect.stringContaining('run linchpin rebuild') as string },
    ])
  })

  test('nothing was lost: everything that was read is accounted for', async () => {
    for (const row of await report('reconciliation')) {
      expect(row).toMatchObject({ difference: 0, waiting: 0, unmapped: 0 })
    }
    expect(await reconciled('shop.orders')).toMatchObject({
      read: 4,
      landed: 2,
      duplicate: 2,
      facts: 2,
    })
  })

  test('the commands give the same answers while nothing runs, and a rebuild the same facts', async () => {
    const before = await report('reconciliation')
    expect(await workspace.stop('SIGINT')).toBe(0)
    const both = await Promise.all([report('reconciliation'), report('reconciliation')])
    expect(both).toEqual([before, before])
    expect((await workspace.run('rebuild')).code).toBe(0)
    expect(await report('reconciliation')).toEqual(before)
    expect(await workspace.ask(['exceptions', 'list'])).toMatchObject({ exceptions: [] })
  })
})
