import { beforeAll, beforeEach } from 'vitest'
import { defineContract, defineSystem, standardPaths, t } from '../../src/contracts/define.ts'
import { collector, defineSource, type Source } from '../../src/pipeline/ingestion/define.ts'
import { sql, type Database } from '../../src/platform/database/index.ts'
import { collectorServer, type CollectorServer } from './collector-server.ts'
import { testDatabase } from './test-database.ts'

const website = defineSystem({ name: 'website' })

/** A source of events that anybody understands: a type, an id and who it was. */
export const eventSource = (name: string, contract = `${name}.events`) =>
  defineSource({
    name,
    from: collector(),
    contract: defineContract({
      name: contract,
      version: '1.0.0',
      from: website,
      owner: 'web',
      keep: 'first',
      payload: t.Object({
        type: t.Enum(['track', 'identify', 'page', 'screen', 'group', 'alias']),
        messageId: t.String(),
        userId: t.String(),
      }),
      key: (event) => event.messageId,
      failures: standardPaths({ owner: 'web' }),
      becomes: () => [],
    }),
  })

export const event = (messageId: string, more = {}) => ({
  type: 'track',
  messageId,
  userId: 'u',
  ...more,
})

export const basic = (key: string) => `Basic ${Buffer.from(`${key}:`).toString('base64')}`

export interface Sending {
  readonly method?: string
  readonly headers?: Record<string, string>
  readonly body?: string | Buffer
  /** The write key; the server's own when left out, none when null. */
  readonly key?: string | null
}

interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly body: Record<string, unknown>
}

export interface CollectorSuite {
  readonly site: Source
  db: Database
  server: CollectorServer
  /** Starts another collector, which further requests go to. */
  serve(options: Partial<Parameters<typeof collectorServer>[1]>): Promise<void>
  send(path: string, sending?: Sending): Promise<Answer>
  sendJson(path: string, value: unknown): Promise<Answer>
  stored(): Promise<{ key: string; payload: Record<string, unknown>; text: string }[]>
  keys(): Promise<string[]>
  held(): Promise<{ mode: string; at: string; reason: string; raw: Buffer }[]>
}

/** A collector with an empty database before each test of a file, and what a test asks of it. */
export function collectorSuite(): CollectorSuite {
  const site = eventSource('site', 'web.events')
  const suite: CollectorSuite = {
    site,
    db: undefined as unknown as Database,
    server: undefined as unknown as CollectorServer,
    async serve(options) {
      suite.server = await collectorServer(suite.db, { sources: [site], ...options })
    },
    async send(path, { key = suite.server.key, ...sending } = {}) {
      const answer = await fetch(suite.server.url + path, {
        method: 'POST',
        ...sending,
        headers: { ...(key === null ? {} : { authorization: basic(key) }), ...sending.headers },
      })
      const text = await answer.text()
      const body = (text ? JSON.parse(text) : undefined) as Record<string, unknown>
      return { status: answer.status, headers: answer.headers, body }
    },
    sendJson: (path, value) => suite.send(path, { body: JSON.stringify(value) }),
    stored: () =>
      suite.db.query(sql`select key, payload, payload::text as text from signal order by position`),
    keys: async () => (await suite.stored()).map(({ key }) => key),
    held: () => suite.db.query(sql`select mode, at, reason, raw from quarantine order by id`),
  }
  beforeAll(async () => {
    suite.db = await testDatabase()
  })
  beforeEach(async () => {
    await suite.db.query(sql`truncate signal, quarantine, exception, tally cascade`)
    await suite.serve({})
  })
  return suite
}
