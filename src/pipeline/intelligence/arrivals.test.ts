import { beforeEach, expect, test } from 'vitest'
import { factWarehouse } from '../../../test/harness/fact-warehouse.ts'
import { email, person, touch } from '../processing/define.ts'
import { channelPipeline } from './reports/channel-pipeline.ts'
import { runReport } from './run-report.ts'

const { warehouse, put, link, empty } = await factWarehouse()
beforeEach(empty)

const shares = async (by: string): Promise<Record<string, unknown>> => {
  const deps = { warehouse, clock: { now: () => new Date() }, reports: [channelPipeline] }
  const { rows } = await runReport(deps, 'channel-pipeline', { by })
  return Object.fromEntries(
    rows.filter(({ leads }) => Number(leads) > 0).map((row) => [row[by], row['leads']]),
  )
}

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

test('a visit to a single-page app is one arrival, where it began; each page of it was read', async () => {
  const view = (minute: number, landingPage: string, channel = 'Organic Search') =>
    touch({
      person: minute % 2 === 0 ? 'anonymous:x' : 'user:1',
      at: new Date(Date.UTC(2026, 0, 1, 9, minute)),
      channel,
      referrer: 'https://www.google.com/',
      landingPage,
      content: landingPage.slice(1),
    })
  const mail = () => touch({ person: 'user:1', at: '2026-01-01T09:00:00Z', channel: 'Email' })
  await link('user:1', 'anonymous:x')
  await put([
    view(0, '/home'),
    view(7, '/docs'),
    view(30, '/pricing'),
    view(60, '/docs'),
    view(61, '/offer', 'Paid Search'),
    view(120, '/back'),
    mail(),
    mail(),
    person({ id: 'user:1', leadAt: '2026-01-02T09:00:00Z' }),
  ])
  expect(await shares('channel')).toEqual({
    Email: 2 / 5,
    'Organic Search': 2 / 5,
    'Paid Search': 1 / 5,
  })
  expect(await shares('landingPage')).toEqual({
    '(no landing page)': 2 / 5,
    '/back': 1 / 5,
    '/home': 1 / 5,
    '/offer': 1 / 5,
  })
  expect(await shares('content')).toMatchObject({ docs: 2 / 8, home: 1 / 8 })
})
