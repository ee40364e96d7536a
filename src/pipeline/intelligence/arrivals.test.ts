import { expect, test } from 'vitest'
import { factWarehouse } from '../../../test/harness/fact-warehouse.ts'
import { email, person, touch } from '../processing/define.ts'
import { channelPipeline } from './reports/channel-pipeline.ts'
import { runReport } from './run-report.ts'

const { warehouse, put } = await factWarehouse()

test('a channel is credited for the arrival, content for what was read after it', async () => {
  const ana = email('ana@example.com')
  await put([
    touch({ person: ana, at: '2026-03-01', channel: 'Organic Search', content: 'guide' }),
    touch({ person: ana, at: '2026-03-02', content: 'prices' }),
    person({ id: ana, leadAt: '2026-03-03' }),
  ])
  const credited = async (by: string) => {
    const deps = { warehouse, clock: { now: () => new Date() }, reports: [channelPipeline] }
    const { rows } = await runReport(deps, 'channel-pipeline', { by, credit: 'last' })
    return rows.filter(({ leads }) => leads === 1).map((row) => row[by])
  }
  expect(await credited('channel')).toEqual(['Organic Search'])
  expect(await credited('content')).toEqual(['prices'])
})
