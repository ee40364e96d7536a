import { beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { testApp } from '../../test/harness/test-app.ts'
import { browserHeaders, type Visitor } from '../../test/harness/visitor.ts'
import { handlersOf } from '../app/handlers/handlers.ts'
import { createServer } from '../app/server/server.ts'
import { sql } from '../platform/database/index.ts'
import { openMetrics } from '../platform/metrics.ts'
import { openAccounts } from './index.ts'

let app: Awaited<ReturnType<typeof testApp>>
let them: Visitor & { readonly id: string }
beforeAll(async () => {
  app = await testApp()
  them = await app.person('viewer', 'Known')
})

describe('somebody who is signed in', () => {
  test('is told that the database is away while it refuses connections, and is no fault of ours', async () => {
    const { context } = app
    const accounts = openAccounts({
      ...context,
      db: { ...context.db, url: 'postgres://x:x@127.0.0.1:1/x' },
      url: 'http://localhost',
    })
    onTestFinished(() => accounts.close())
    const cutOff = createServer({
      ...context,
      accounts,
      keys: { check: async () => undefined },
      localToken: 'none',
      version: '0.0.0',
      handlers: handlersOf(context),
      metrics: openMetrics({ role: 'app' }),
      missing: async () => [],
    })
    const answer = await cutOff.request('/api/me', { headers: browserHeaders(them.cookie()) })
    expect(await answer.json()).toMatchObject({ status: 503, title: 'Database unavailable' })
  })

  test('whose session ends while it is being prolonged is asked to sign in', async () => {
    const { db } = app.context
    const due = sql`
      update account_session set expires_at = now() + interval '1 day' where person = ${them.id}`
    await db.query(due)
    // As if it were deleted between being read and being written.
    await db.query(sql`
      create function skip_update() returns trigger language plpgsql as $$
      begin return null; end $$`)
    await db.query(sql`
      create trigger skip_update before update on account_session
      for each row execute function skip_update()`)
    onTestFinished(async () => void (await db.query(sql`drop function skip_update cascade`)))
    expect(await them.ask('showMe')).toMatchObject({ status: 401, body: { title: 'Unauthorized' } })
  })
})
