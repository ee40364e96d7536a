import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { raise } from '../../src/exceptions/index.ts'
import { openDatabase, type Database } from '../../src/platform/database/index.ts'
import { findPostgres } from '../../src/platform/postgres/index.ts'
import { raiseMany } from '../harness/raise-many.ts'
import { until } from '../harness/until.ts'
import {
  holdApi,
  inspect,
  kill,
  openStack,
  page,
  served,
  type Page,
  type Stack,
} from './harness/index.ts'
import { askApi } from './harness/desk-lab.ts'

let stack: Stack
let db: Database

beforeAll(async () => {
  stack = await openStack({
    workspace: join(import.meta.dirname, '../fixtures/desk'),
  })
  const url = await findPostgres(join(stack.workspace, '.linchpin/postgres'))
  db = openDatabase({ url: url!, name: 'desk-test', connections: 2 })
})
afterAll(async () => {
  await db?.close()
  await stack?.stop()
})

const open = (path: string) => page(path, { stack })
const rows = (screen: Page) =>
  screen.getByRole('list', { name: 'Exceptions' }).getByRole('listitem')
const focused = (screen: Page) => screen.evaluate(() => document.activeElement?.textContent)
const deps = () => ({ db, routes: [], clock: { now: () => new Date() } })

const ask = <T>(method: string, path: string, body?: object): Promise<T> =>
  askApi(stack, method, path, body)

const desk = () =>
  ask<{ exceptions: { id: number; title: string; owner: string; mode: string }[] }>(
    'GET',
    '/exceptions',
  )

describe('triage by the keyboard', () => {
  beforeAll(async () => {
    await ask('POST', '/sources/deals/pull')
    await raise(deps(), {
      mode: 'unconfirmed',
      owner: 'mail',
      title: '2 mails to acme.example are unconfirmed',
      due: '30m',
      detail: { campaign: 'Spring launch v3', answer: 'the server closed after DATA' },
      times: 2,
    })
    await raise(deps(), {
      mode: 'restricted',
      owner: 'content',
      title: '“Zero-trust checklist” may not claim ISO 27001 in the EU',
      detail: { policy: 'eu-claims' },
    })
    await until(async () => (await desk()).exceptions.length === 3)
  })

  test('j and k move, x selects, r resolves the selection with a reason, and it can be undone', async () => {
    const screen = await open('/desk')
    await screen.getByRole('heading', { name: 'Three things need a person' }).waitFor()
    // The heading counts by itself: it may be there before the rows that the keys act on.
    await rows(screen).nth(2).waitFor()
    for (const key of ['j', 'x', 'j', 'x', 'k']) await screen.keyboard.press(key)
    await screen.getByText('2 selected').waitFor()
    await screen.keyboard.press('r')
    const dialog = screen.getByRole('dialog', { name: 'Resolve 2 exceptions?' })
    await dialog.locator('textarea:focus').waitFor()
    await screen.keyboard.press('Control+Enter')
    await dialog.getByText('Say why it needs nothing more.').waitFor()
    await screen.keyboard.type('The campaign is over')
    await inspect(screen, 'desk-resolve')
    await screen.keyboard.press('Control+Enter')
    await dialog.waitFor({ state: 'detached' })
    await screen.getByRole('heading', { name: 'One thing needs a person' }).waitFor()
    // The row that took the place of those that went.
    const left = await rows(screen).getByRole('link').textContent()
    await expect.poll(() => focused(screen)).toBe(left)
    const undo = screen.getByRole('button', { name: 'Undo' })
    await undo.waitFor()
    // Its time stands still while somebody is at it.
    await screen.keyboard.press('F6')
    await inspect(screen, 'desk-resolved')
    await undo.click()
    await screen.getByRole('heading', { name: 'Three things need a person' }).waitFor()
    expect((await desk()).exceptions).toHaveLength(3)
  })

  test('a gives it to somebody else, c writes into its history, Enter opens it, Escape returns', async () => {
    const screen = await open('/desk')
    await rows(screen).first().waitFor()
    await screen.keyboard.press('a')
    const assign = screen.getByRole('dialog', { name: 'Who takes this exception?' })
    await assign.getByRole('button', { name: /^web/ }).waitFor()
    await inspect(screen, 'desk-assign')
    await screen.keyboard.type('ana')
    await screen.keyboard.press('Enter')
    await assign.waitFor({ state: 'detached' })
    await rows(screen).filter({ hasText: 'owner ana' }).waitFor()
    await screen.keyboard.press('c')
    const comment = screen.getByRole('dialog', { name: 'What is to be said about it?' })
    await comment.locator('textarea:focus').waitFor()
    await screen.keyboard.type('I have asked the vendor')
    const { release } = await holdApi(screen)
    await screen.keyboard.press('Control+Enter')
    await screen.keyboard.press('Control+Enter')
    await release()
    await comment.waitFor({ state: 'detached' })
    await screen.keyboard.press('Enter')
    await screen.waitForURL(/\/desk\/\d+$/)
    await screen.getByText('I have asked the vendor').first().waitFor()
    expect(await screen.getByText('I have asked the vendor').count()).toBe(1)
    await screen.getByText('to ana', { exact: true }).waitFor()
    await screen.keyboard.press('Escape')
    await screen.waitForURL(/\/desk$/)
  })

  test('what was dealt with stands on the overview at once, though nothing else comes in', async () => {
    const screen = await open('/')
    await screen.getByRole('heading', { level: 1, name: 'Three things need a person' }).waitFor()
    await screen.getByRole('link', { name: /^Desk/ }).click()
    await rows(screen).nth(2).waitFor()
    const [first] = (await desk()).exceptions
    await ask('POST', '/exceptions/resolve', { ids: [first!.id], reason: 'looked at' })
    await rows(screen).nth(2).waitFor({ state: 'detached' })
    await screen.getByRole('link', { name: 'Overview' }).click()
    await screen.getByRole('heading', { level: 1, name: 'Two things need a person' }).waitFor()
    await ask('POST', '/exceptions/reopen', { ids: [first!.id] })
  })

  test('what is dealt with elsewhere moves neither the row that the keys act on, nor the selection', async () => {
    const screen = await open('/desk')
    await rows(screen).nth(2).waitFor()
    const [first, second, third] = (await desk()).exceptions
    for (const key of ['j', 'x', 'j']) await screen.keyboard.press(key)
    await screen.getByText('1 selected').waitFor()
    await ask('POST', '/exceptions/resolve', { ids: [first!.id, second!.id], reason: 'elsewhere' })
    await rows(screen).nth(1).waitFor({ state: 'detached' })
    await screen.getByText('1 selected').waitFor({ state: 'detached' })
    await screen.keyboard.press('x')
    await screen.getByText('1 selected').waitFor()
    expect(await focused(screen)).toBe(third!.title)
    await ask('POST', '/exceptions/reopen', { ids: [first!.id, second!.id] })
    await rows(screen).nth(2).waitFor()
    // It stands last again, and the keys still act on it.
    await screen.keyboard.press('x')
    await screen.getByText('1 selected').waitFor({ state: 'detached' })
  })

  test('filters stand in the address, and back takes them off', async () => {
    const screen = await open('/desk')
    await rows(screen).nth(2).waitFor()
    await screen.getByLabel('owner').selectOption('revops')
    await screen.waitForURL(/owner=revops/)
    await screen.getByRole('heading', { name: 'One thing needs revops' }).waitFor()
    // Whoever looks at one comes back to the same filters, by the key and by the link.
    for (const back of ['Escape', 'Enter']) {
      await rows(screen).getByRole('link').click()
      await screen.waitForURL(/\/desk\/\d+$/)
      const link = screen.getByRole('main').getByRole('link', { name: 'Desk', exact: true })
      await link.press(back)
      await screen.waitForURL(/\/desk\?owner=revops$/)
    }
    await screen.getByLabel('Search the desk').fill('nowhere')
    await screen.getByText('Nothing fits these filters').waitFor()
    await inspect(screen, 'desk-no-fit')
    await screen.getByRole('button', { name: 'Clear filters' }).last().click()
    await rows(screen).nth(2).waitFor()
  })
})

describe('an exception with held records', { timeout: 180_000 }, () => {
  let id: number
  beforeAll(async () => {
    id = (await desk()).exceptions.find(({ mode }) => mode === 'violation')!.id
  })

  test('shows the whole record, where it fails, what comes next and what to read', async () => {
    const screen = await open(`/desk/${id}`)
    await screen.getByRole('heading', { name: '24 records held back, not lost' }).waitFor()
    await screen.getByText('Mend the records at their sender').waitFor()
    await screen.getByText('When the CRM changes a field').waitFor()
    await screen
      .getByRole('region', { name: /as it came/ })
      .getByText('"Amount": ""')
      .waitFor()
    await screen
      .getByRole('button', { name: /"n\/a" is not a number/ })
      .first()
      .click()
    await screen.waitForURL(/record=\d+/)
    await screen
      .getByRole('region', { name: /as it came/ })
      .getByText('"Amount": "n/a"')
      .waitFor()
    await screen.getByRole('link', { name: 'Amounts are list prices, before discounts' }).click()
    await screen.getByRole('heading', { name: 'Amounts are list prices', level: 1 }).waitFor()
  })

  test('a dry run says that nothing would land yet', async () => {
    const screen = await open(`/desk/${id}`)
    await screen.getByRole('button', { name: /^Replay 24 records/ }).click()
    const dialog = screen.getByRole('dialog')
    await dialog.getByText('24 would stay held.').waitFor()
    expect(await dialog.getByRole('button', { name: 'Replay' }).getAttribute('aria-disabled')).toBe(
      'true',
    )
    await inspect(screen, 'replay-nothing')
  })

  test('after the contract is mended the dry run says what lands, and the replay does it', async () => {
    const file = join(stack.workspace, 'contracts/deals.ts')
    const contract = await readFile(file, 'utf8')
    const mended = contract
      .replace('Amount: t.Number()', 'Amount: t.Optional(t.Number())')
      .replace('money(deal.Amount,', 'money(deal.Amount ?? 0,')
    await writeFile(file, mended)
    kill(stack, 'app')
    await until(() => served(stack).then(() => true))
    await until(
      async () =>
        (await ask<{ land?: number }>('GET', `/held/preview?exception=${id}`)).land === 20,
    )

    const screen = await open(`/desk/${id}`)
    await screen.getByRole('button', { name: /^Replay 24 records/ }).waitFor()
    await screen.keyboard.press('p')
    const dialog = screen.getByRole('dialog')
    await dialog.getByText('20 would land, 4 would stay held.').waitFor()
    await inspect(screen, 'replay')
    await dialog.getByRole('button', { name: 'Replay 20 records' }).click()
    await screen.getByText('20 records landed, 4 still held').waitFor()
    await screen.getByRole('heading', { name: '4 records held back, not lost' }).waitFor()
    await screen.getByText('20 replayed, 4 still held').waitFor()
    await inspect(screen, 'exception-replayed')
  })
})

describe('the decisions', () => {
  test('are listed with what is wrong, searched, and read', async () => {
    const screen = await open('/decisions')
    await screen.getByRole('heading', { name: 'Four decisions, one still to be made' }).waitFor()
    await screen.getByText('it has no title').waitFor()
    await inspect(screen, 'decisions-with-faults')
    await screen.getByLabel('Search the decisions').fill('nobody INVOICED')
    await screen.waitForURL(/search=nobody/)
    await screen.getByText('Count a lead once').waitFor({ state: 'detached' })
    await screen.getByText(/Finance counts what is invoiced/).waitFor()
    await inspect(screen, 'decisions-found')
    await screen.getByLabel('Search the decisions').fill('no such words')
    await screen.getByText('No decision holds all of').waitFor()
    await screen.getByLabel('Search the decisions').fill('lead once')
    await screen.getByRole('link', { name: 'Count a lead once, by its address' }).click()
    await screen.getByRole('heading', { name: 'Considered Options' }).waitFor()
    // The link in the text leads to our screen, without loading the page anew.
    await screen.evaluate(() => Object.assign(window, { stayed: true }))
    await screen.locator('.prose').getByRole('link', { name: 'amounts' }).click()
    await screen.getByRole('heading', { name: 'Amounts are list prices', level: 1 }).waitFor()
    await screen.getByRole('link', { name: 'crm.deals' }).waitFor()
    expect(await screen.evaluate(() => 'stayed' in window)).toBe(true)
  })
})

describe('with 100,000 exceptions', () => {
  beforeAll(async () => {
    await raiseMany(db, 100_000)
  })

  test('it scrolls, draws what is in sight only, and is moved through by the keyboard', async () => {
    const screen = await open('/desk')
    await screen.getByRole('heading', { name: /^100,00\d things need a person$/ }).waitFor()
    await rows(screen).first().waitFor()
    await inspect(screen, 'desk-100000')
    await screen.mouse.move(700, 500)
    const far = rows(screen)
      .filter({ hasText: /field 2\d{3}/ })
      .first()
    await until(async () => {
      await screen.mouse.wheel(0, 4_000)
      return (await far.count()) > 0
    })
    expect(await rows(screen).count()).toBeLessThan(60)
    const before = await focused(screen)
    for (const key of 'jjjj') await screen.keyboard.press(key)
    await expect.poll(() => focused(screen)).not.toBe(before)
  })
})
