import { expect, test } from 'vitest'
import { callerNamed } from '../../../test/harness/caller.ts'
import { testContext } from '../../../test/harness/test-context.ts'
import { defineContract, defineSystem, standardPaths, t } from '../../contracts/define.ts'
import { accept } from '../../pipeline/ingestion/index.ts'
import { sql } from '../../platform/database/index.ts'
import { handlersOf } from './handlers.ts'

const deals = defineContract({
  name: 'crm.deals',
  version: '1.0.0',
  from: defineSystem({ name: 'crm' }),
  owner: 'revops',
  payload: t.Object({ id: t.String() }),
  key: ({ id }) => id,
  failures: standardPaths({ owner: 'revops' }),
  becomes: () => {
    throw new Error('cannot be mapped')
  },
})
const origin = { source: 'crm', receivedAt: new Date() }

test('a report answers while processing stands still, and says how many signals it lacks', async () => {
  const context = await testContext({ contracts: [deals] })
  const { runReport } = handlersOf(context)
  const reconcile = () =>
    runReport(
      { params: { name: 'reconciliation' }, query: {}, body: {} },
      callerNamed('whoever is paged'),
    )
  expect((await reconcile()).notes).not.toContainEqual(expect.stringContaining('that have come in'))

  await context.db.query(sql`
    create function refuse() returns trigger language plpgsql as $$
    begin raise exception 'the desk is full'; end $$`)
  await context.db.query(sql`
    create trigger refuse before insert on exception for each row
    when (new.mode = 'violation') execute function refuse()`)
  await accept(context, deals, [{ raw: { id: '1' } }, { raw: { id: '2' } }], origin)
  const { notes, rows } = await reconcile()
  expect(notes).toContain('Up to 2 signals that have come in are not in these figures yet.')
  expect(rows).toContainEqual(expect.objectContaining({ contract: 'crm.deals', waiting: 2 }))
})
