import { text } from 'node:stream/consumers'
import { parse } from 'csv-parse/sync'
import { describe, expect, test } from 'vitest'
import { emptyStack, inspect, page, type Page } from './harness/index.ts'

const title = (screen: Page) => screen.getByRole('heading', { level: 1 })
const table = (screen: Page) => screen.getByRole('grid', { name: /revenue/ })
const opened = (screen: Page) => screen.getByRole('dialog')

/** What the bars say and what the table's column says, by the name of the row. */
async function drawnAndWritten(screen: Page, column: string) {
  const bars = await screen
    .getByRole('list', { name: new RegExp(`^${column} by `) })
    .locator('li')
    .all()
  const drawn = await Promise.all(bars.map((bar) => bar.locator('span > span').allInnerTexts()))
  const written = await Promise.all(
    (
      await table(screen)
        .getByRole('row')
        .getByRole('button', { name: new RegExp(`^${column} of `) })
        .all()
    ).map((figure) => figure.getAttribute('aria-label')),
  )
  return { drawn: drawn.map(([name, figure]) => `${column} of ${name}: ${figure}`), written }
}

/** The rows of the file that a list in a drawer is saved as. */
async function savedRows(screen: Page): Promise<string[][]> {
  const [file] = await Promise.all([
    screen.waitForEvent('download'),
    opened(screen).getByRole('button', { name: 'Download CSV' }).click(),
  ])
  return parse(await text(await file.createReadStream()), { bom: true })
}

describe('the reports', () => {
  test('stand there with what each found, and lead to it', async () => {
    const screen = await page('/reports')
    await title(screen).getByText('Data residency earns most').waitFor()
    const lines = screen
      .getByRole('listitem')
      .filter({ hasText: /revenue|accounted|experiment|deals/i })
    await screen.getByText('Everything is accounted for').waitFor()
    expect(await lines.count()).toBeGreaterThanOrEqual(6)
    await screen.getByRole('link', { name: /^Data residency earns most/ }).click()
    await screen.getByRole('list', { name: 'Revenue by topic' }).waitFor()
    expect(new URL(screen.url()).pathname).toBe('/reports/topic-pipeline')
  })
})

describe('a report', () => {
  test('draws and writes the same, whatever is asked, and the address says all of it', async () => {
    const screen = await page('/reports/channel-pipeline')
    await screen.getByRole('list', { name: 'Revenue by channel' }).waitFor()
    const agree = async (column: string) => {
      const { drawn, written } = await drawnAndWritten(screen, column)
      expect(drawn.length).toBeGreaterThan(3)
      for (const bar of drawn) expect(written).toContain(bar)
    }
    await agree('Revenue')

    await screen.getByLabel('Range').selectOption('all')
    await screen.getByLabel('Group by').selectOption('landingPage')
    await screen.getByLabel('Credit').selectOption('first')
    await screen.getByLabel('What the chart shows').selectOption('pipeline')
    await screen.getByRole('list', { name: 'Pipeline by landing page' }).waitFor()
    await screen.getByText('Reading anew').waitFor({ state: 'detached' })
    await agree('Pipeline')
    const { searchParams } = new URL(screen.url())
    expect(Object.fromEntries(searchParams)).toEqual({
      range: 'all',
      by: 'landingPage',
      credit: 'first',
      measure: 'pipeline',
    })

    await screen.goBack()
    await screen.getByRole('list', { name: 'Revenue by landing page' }).waitFor()
    await screen.reload()
    await screen.getByRole('list', { name: 'Revenue by landing page' }).waitFor()
    expect(await screen.getByLabel('Credit').inputValue()).toBe('first')
  })

  test('opens a figure into the rows that come to it, and what it leaves out', async () => {
    const screen = await page('/reports/topic-pipeline?range=all')
    const figure = screen.getByRole('button', { name: /^Won of Data residency: / })
    const shown = Number((await figure.getAttribute('aria-label'))!.split(': ')[1])
    await figure.click()
    const drawer = opened(screen)
    await drawer.getByText(/rows come to/).waitFor()
    await drawer.getByText('Deals won, by the day they were closed.').waitFor()
    await drawer.getByText('Nobody had a touch inside the look-back').waitFor()
    await inspect(screen, 'report-figure')
    const asked = new URL(screen.url()).searchParams
    const answer = await screen.request.get(
      `/api/reports/topic-pipeline/rows?column=won&group=${asked.get('group')}&limit=1000`,
    )
    const { rows, sum } = (await answer.json()) as { rows: { adds: number }[]; sum: number }
    expect(rows.reduce((all, { adds }) => all + adds, 0)).toBeCloseTo(sum, 6)
    expect(sum).toBeCloseTo(shown, 2)
    await screen.keyboard.press('Escape')
    await drawer.waitFor({ state: 'detached' })
    expect(new URL(screen.url()).searchParams.has('figure')).toBe(false)
    // What was closed stays so: going back does not open it again.
    await screen.goBack()
    expect(new URL(screen.url()).searchParams.has('figure')).toBe(false)
  })

  test('says of a ratio which figures it is worked out of, and opens those', async () => {
    const screen = await page(
      '/reports/channel-pipeline?range=all&figure=return&group=Paid+Search&currency=EUR',
    )
    await opened(screen).getByText('It is worked out of other figures').waitFor()
    await opened(screen).getByRole('button', { name: 'Open spend' }).click()
    await opened(screen)
      .getByText(/rows come to €/)
      .waitFor()
  })

  test('gives its rows as CSV', async () => {
    const screen = await page('/reports/topic-pipeline')
    const link = screen.getByRole('link', { name: 'Download CSV' })
    await link.waitFor()
    const href = await link.getAttribute('href')
    const answer = await screen.request.get(href!)
    expect(await answer.text()).toMatch(/^topic,currency,people,[^]*\ndata-residency,EUR,/)
  })

  test('is saved whole: also the rows that were not read yet, and what the window has no room for', async () => {
    const screen = await page('/reports/channel-pipeline?range=all&figure=people&group=Referral', {
      width: 500,
    })
    const rows = opened(screen).getByRole('table', { name: 'Rows behind the figure' })
    await rows.getByRole('row').nth(1).waitFor()
    expect(await rows.getByRole('columnheader').allInnerTexts()).toEqual(['Person'])
    const answers: Promise<{ rows: { person: string }[]; next?: string }>[] = []
    screen.on('response', (response) => {
      // What is read to be saved; the first page goes on being read anew meanwhile.
      if (/\/rows\?.*limit=1000/.test(response.url())) answers.push(response.json())
    })
    const [head, ...lines] = await savedRows(screen)
    expect(head).toEqual(['Person', 'Touches', 'First', 'Last'])
    const read = await Promise.all(answers)
    expect(read.length).toBeGreaterThan(1)
    expect(read.at(-1)!.next).toBeUndefined()
    expect(lines.map(([person]) => person)).toEqual(
      read.flatMap(({ rows: some }) => some.map(({ person }) => person)),
    )
  })

  test('that there is not leads back to those there are', async () => {
    const screen = await page('/reports/no-such')
    await title(screen).getByText('There is no report').waitFor()
    await screen.getByRole('link', { name: 'See the reports there are' }).click()
    await screen
      .getByRole('link', { name: /earns most/ })
      .first()
      .waitFor()
  })
})

test('a range without rows keeps no column from the next one', async () => {
  const screen = await page('/reports/topic-pipeline?from=2020-01-01&to=2020-01-02')
  await screen.getByText('No rows in this range').waitFor()
  await screen.getByRole('button', { name: 'Look at all time' }).click()
  await screen.getByRole('row', { name: /Data residency/ }).waitFor()
  expect(await screen.getByRole('columnheader').allInnerTexts()).toContain('Pipeline')
})

test('a day is typed whole before the report is asked, and going back skips the one before', async () => {
  const screen = await page('/reports/topic-pipeline')
  await screen.getByLabel('Range').selectOption('own')
  const from = screen.getByLabel('From', { exact: true })
  await from.waitFor()
  const begun = await from.inputValue()
  const asked: (string | null)[] = []
  screen.on('request', (request) => {
    const { pathname, searchParams } = new URL(request.url())
    if (pathname === '/api/reports/topic-pipeline') asked.push(searchParams.get('from'))
  })
  await from.focus()
  // Whether the browser asks for the day or the month first.
  await screen.keyboard.type('06062024')
  expect(await from.inputValue()).toBe('2024-06-06')
  await screen.keyboard.press('Enter')
  await screen.waitForURL(/from=2024-06-06/)
  await screen.getByText('Reading anew').waitFor({ state: 'detached' })

  // Half a day is none: leaving the field brings back the one that was asked for.
  await screen.keyboard.press('Backspace')
  await screen.getByLabel('Range').focus()
  await expect.poll(() => from.inputValue()).toBe('2024-06-06')
  await from.fill('2024-06-07')
  await screen.waitForURL(/from=2024-06-07/)
  await expect.poll(() => asked).toContain('2024-06-07')
  // What it began with may have been asked for once more, as new facts came in.
  const typed = asked.filter((day) => day !== begun)
  expect(new Set(typed)).toEqual(new Set(['2024-06-06', '2024-06-07']))
  await screen.goBack()
  await from.waitFor({ state: 'detached' })
})

test('a report left open says nothing by itself, and begins a day later the next day', async () => {
  // A window of its own: its clock is not given back.
  const screen = await page('about:blank', { zone: 'Europe/London' })
  await screen.clock.install({ time: new Date() })
  const firstDay = async (after = '') => {
    const asked = await screen.waitForRequest((request) => {
      const { pathname, searchParams } = new URL(request.url())
      return pathname === '/api/reports/topic-pipeline' && (searchParams.get('from') ?? '') > after
    })
    return new URL(asked.url()).searchParams.get('from')!
  }
  const [first] = await Promise.all([firstDay(), screen.goto('/reports/topic-pipeline?range=7d')])
  await screen.getByText(/^As of /).waitFor()
  expect(await screen.getByRole('status').filter({ hasText: 'As of' }).count()).toBe(0)

  const [next] = await Promise.all([firstDay(first), screen.clock.fastForward('24:00:00')])
  expect(Date.parse(next) - Date.parse(first)).toBe(86_400_000)
})

describe('in a workspace that nothing came into', () => {
  const stack = emptyStack()

  test('a report teaches what would fill it', async () => {
    const screen = await page('/reports/topic-pipeline', { stack })
    await screen.getByText('No rows in this range').waitFor()
    await screen.getByRole('button', { name: 'Look at all time' }).click()
    await screen.getByText('linchpin pull').waitFor()
    await inspect(screen, 'report-without-facts')
  })

  test('of ten thousand rows those in sight are drawn, and the keyboard reaches them all', async () => {
    const screen = await page('/reports/every-page', { stack })
    const rows = screen.getByRole('grid', { name: 'Every page' })
    await rows.getByText('/page/0', { exact: true }).waitFor()
    expect(await rows.getAttribute('aria-rowcount')).toBe('10001')
    await rows.getByRole('row').nth(1).focus()
    for (const key of ['PageDown', 'j', 'j', 'k', 'End', 'PageUp', 'Home', 'j', 'End']) {
      await screen.keyboard.press(key)
      await screen.evaluate(() => new Promise((drawn) => requestAnimationFrame(drawn)))
    }
    await rows.getByText('/page/9999', { exact: true }).waitFor()
    expect(await rows.getByRole('row').count()).toBeLessThan(60)
    await inspect(screen, 'report-ten-thousand')
  })

  test('a figure whose report does not tell its rows says so', async () => {
    const screen = await page('/reports/every-page?figure=visits&group=%2Fpage%2F3', { stack })
    await opened(screen).getByText('does not tell which rows are behind its figures').waitFor()
    await opened(screen).getByText('How often it was opened.').waitFor()
  })
})
