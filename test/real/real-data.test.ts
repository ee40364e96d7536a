import { createReadStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { Analytics } from '@segment/analytics-node'
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { createKey } from '../harness/create-key.ts'
import { startLinchpin } from '../harness/linchpin-process.ts'
import { testDatabase } from '../harness/test-database.ts'
import { realWorkspace, type RealWorkspace } from './real-workspace.ts'
import { sharedData, sharedDataFolder } from '../harness/shared-data.ts'
import { writePosts } from './write-posts.ts'

const found = sharedData('README.md') !== undefined
const names = ['ads', 'hubspot', 'stripe', 'salesforce', 'web', 'blog', 'segment']

interface Reconciled {
  readonly contract: string
  readonly read: number
  readonly landed: number
  readonly duplicate: number
  readonly filtered: number
  readonly quarantined: number
  readonly facts: number
}

/** The reconciliation by contract, checked to add up: read is always the sum of its parts. */
async function reconciled(workspace: RealWorkspace): Promise<Record<string, Reconciled>> {
  const rows = await workspace.report<Reconciled>('reconciliation')
  for (const { contract, read, landed, duplicate, filtered, quarantined } of rows) {
    expect(`${contract} ${landed + duplicate + filtered + quarantined}`).toBe(`${contract} ${read}`)
  }
  return Object.fromEntries(rows.map((row) => [row.contract, row]))
}

describe.skipIf(!found)(
  `real data (${found ? 'found' : 'not found'} at ${sharedDataFolder})`,
  () => {
    // Each workspace has a database of its own: what one sends is no business of another's contracts.
    const envs: Record<string, NodeJS.ProcessEnv> = {}
    beforeAll(async () => {
      for (const name of names) {
        const { url } = await testDatabase()
        envs[name] = { DATABASE_URL: url, LINCHPIN_SHARED_DATA: sharedDataFolder }
      }
    })

    test('ad platforms: spend, clicks and impressions of each, whatever unit it bills in', async () => {
      const ads = await realWorkspace('ads', envs['ads']!)
      await ads.run('pull')
      expect(await ads.report('ad-platforms')).toEqual([
        { source: 'facebook', days: 10, spend: 643.63, clicks: 149, impressions: 37_275 },
        { source: 'google', days: 19, spend: 1632.333323, clicks: 9_742, impressions: 1_050_214 },
        { source: 'linkedin', days: 20, spend: 530.62, clicks: 919, impressions: 1_359 },
      ])
      expect(await reconciled(ads)).toMatchObject({
        'google-ads.account-days': { read: 19, landed: 19, facts: 19 },
        'facebook-ads.ad-days': { read: 10, landed: 10, facts: 10 },
        'linkedin-ads.campaign-days': { read: 20, landed: 20, facts: 20 },
      })
      const channels = await ads.report<{ channel: string; spend: number }>('channel-pipeline')
      expect(channels.find(({ channel }) => channel === 'Paid Search')?.spend).toBe(1632.333323)
    })

    test('HubSpot: contacts that were merged are one person, and 44 deals have no pipeline', async () => {
      const hubspot = await realWorkspace('hubspot', envs['hubspot']!)
      await hubspot.run('pull')
      expect(await hubspot.report('census')).toEqual([
        { contacts: 22, people: 19, companies: 24, deals: 44, withoutStage: 44, amount: 0 },
      ])
      expect(await reconciled(hubspot)).toMatchObject({
        'hubspot.contacts': { read: 22, landed: 22 },
        'hubspot.contact-merges': { read: 4, landed: 4 },
        'hubspot.deals': { read: 44, landed: 44 },
        'hubspot.merged-deals': { read: 14, landed: 14 },
      })
    })

    test('Stripe: two paid invoices of 1,000 minor units in all', async () => {
      const stripe = await realWorkspace('stripe', envs['stripe']!)
      await stripe.run('pull')
      expect(await stripe.report('channel-pipeline')).toMatchObject([
        { revenue: 10, currency: 'USD' },
      ])
      expect(await reconciled(stripe)).toMatchObject({
        'stripe.invoices': { read: 2, landed: 2, facts: 2 },
        'stripe.customers': { read: 12, landed: 11, filtered: 1 },
      })
    })

    test('Salesforce: ten deleted opportunities have amounts and make no pipeline', async () => {
      const salesforce = await realWorkspace('salesforce', envs['salesforce']!)
      await salesforce.run('pull')
      expect(await reconciled(salesforce)).toMatchObject({
        'salesforce.opportunities': { read: 10, landed: 10, quarantined: 0, facts: 0 },
      })
    })

    test('web events: 160 rows are 157 events, and a bad one is held, not dropped', async () => {
      const web = await realWorkspace('web', envs['web']!)
      await web.run('pull')
      const { 'snowplow.events': events } = await reconciled(web)
      expect(events).toMatchObject({ read: 160, duplicate: 3 })
      expect(events!.landed + events!.quarantined).toBe(157)
    })

    test('ten years of a blog: what is malformed or claims a slug twice is reported one by one', async () => {
      const posts = await mkdtemp(join(tmpdir(), 'linchpin-posts-'))
      onTestFinished(() => rm(posts, { recursive: true, force: true }))
      expect(await writePosts(posts)).toBe(1_661)
      const blog = await realWorkspace('blog', { ...envs['blog'], LINCHPIN_REAL_POSTS: posts })
      // Problems are told by exit code 1; what they are stands at the desk.
      await expect(blog.run('publish')).rejects.toThrow('another-example')
      const { exceptions } = JSON.parse(await blog.run('exceptions', 'list', '--json')) as {
        exceptions: { mode: string; title: string }[]
      }
      expect(exceptions.map(({ mode }) => mode).toSorted()).toEqual([
        'conflict',
        'malformed',
        'malformed',
        'violation',
      ])
      const { 'linchpin.publications': publications } = await reconciled(blog)
      expect(publications).toMatchObject({ landed: 1_656, quarantined: 0 })
      const topics = await blog.report<{ topic: string; content: number }>('topics')
      expect(topics.filter(({ topic }) => topic !== '(no topic)')).toHaveLength(49)
    })

    test('messages as Segment documents them, through the real SDK: none vanishes', async () => {
      const env = envs['segment']!
      const segment = await realWorkspace('segment', env)
      const running = await startLinchpin({ workspace: segment.folder, env })
      const key = await createKey(segment.folder, 'write', env)
      const sent = await sendDocumented(running.edgeUrl, key)
      const { 'web.events': events } = await reconciled(segment)
      expect(sent).toBe(135)
      expect(events!.read).toBe(135)
      expect(events!.quarantined).toBeGreaterThanOrEqual(60)
      expect(await running.stop()).toBe(0)
    })
  },
)

type Message = Record<string, unknown> & { type?: string }

/** Sends each message by the SDK where the SDK takes it, and as it is documented where it does not. */
async function sendDocumented(edgeUrl: string, writeKey: string): Promise<number> {
  const lines = createInterface({
    input: createReadStream(join(sharedDataFolder, 'segment-events/segment_doc_messages.jsonl')),
  })
  const analytics = new Analytics({ writeKey, host: edgeUrl })
  const failures: unknown[] = []
  analytics.on('error', (failure) => failures.push(failure))
  const others: Message[] = []
  let sent = 0
  for await (const line of lines) {
    const { message } = JSON.parse(line) as { message: Message }
    sent += 1
    if (!sendBySdk(analytics, message)) others.push(message)
  }
  await analytics.closeAndFlush()
  expect(failures).toEqual([])
  const response = await fetch(`${edgeUrl}/v1/batch`, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(`${writeKey}:`).toString('base64')}` },
    body: JSON.stringify({ batch: others }),
  })
  expect(response.status).toBe(200)
  return sent
}

/** False where the SDK refuses the message, or would not send it as it stands. */
function sendBySdk(analytics: Analytics, { type, messageId, ...message }: Message): boolean {
  if (messageId !== undefined) return false
  const calls = ['track', 'identify', 'page', 'screen', 'group', 'alias'] as const
  const call = calls.find((each) => each === type)
  if (!call) return false
  try {
    const send = analytics[call].bind(analytics) as (message: object) => void
    // The SDK wants a Date where JSON has text.
    const { timestamp } = message
    send(typeof timestamp === 'string' ? { ...message, timestamp: new Date(timestamp) } : message)
    return true
  } catch {
    return false
  }
}
