import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import {
  expectAxeClean,
  holdApi,
  inspect,
  openStack,
  page,
  shoot,
  type Addresses,
  type Page,
} from './harness/index.ts'

const companies = [
  'id,name,domain,created_at,colour',
  'C-90001,Alder & Sons,alder.example,2026-05-01T09:00:00Z,red',
  'C-90002,Birch GmbH,birch.example,2026-05-02T09:00:00Z,',
  'C-90001,Alder & Sons,alder.example,2026-05-01T09:00:00Z,red',
  'C-90003,Cedar,cedar.example,last Tuesday,blue',
  'C-90004,Dogwood',
  '',
].join('\n')

const file = (name: string, content: string | Buffer) => ({
  name,
  mimeType: 'text/csv',
  buffer: Buffer.from(content),
})

/** The terms of an equation on the screen: read, then what it must be the sum of. */
async function termsOf(screen: Page, place: string): Promise<number[]> {
  const text = await screen.locator(place).locator('[data-equation]').first().innerText()
  return [...text.matchAll(/[\d,]+/g)].map(([digits]) => Number(digits.replaceAll(',', '')))
}

test('the list says what is late or held back, and opens by the keyboard', async () => {
  const screen = await page('/integrations')
  await screen.locator('[data-row]').first().waitFor()
  expect(await screen.getByRole('heading', { level: 1 }).innerText()).toMatch(/promise|late/)
  const [read = 0, ...parts] = await termsOf(screen, 'main')
  expect(read).toBeGreaterThan(0)
  expect(parts.reduce((sum, each) => sum + each, 0)).toBe(read)

  await screen.keyboard.press('j')
  // The row takes the focus once it has been drawn.
  await expect.poll(() => screen.locator('[data-row]:focus').count()).toBe(1)
  await screen.keyboard.press('j')
  await screen.keyboard.press('Enter')
  await screen.getByRole('heading', { name: 'The promise' }).waitFor()
  await screen.goBack()
  await screen.locator('[data-row]').first().waitFor()
})

test('a contract says what is agreed, and what happens when it is not kept', async () => {
  const screen = await page('/integrations/crm.deals')
  await screen.getByRole('row').nth(1).waitFor()

  await screen.getByRole('row').nth(1).click()
  await screen.getByRole('dialog').getByText('Everything was read').waitFor()
  await inspect(screen, 'contract-run')
  const { searchParams } = new URL(screen.url())
  expect(searchParams.has('run')).toBe(true)
  await screen.keyboard.press('Escape')
  await screen.getByRole('dialog').waitFor({ state: 'detached' })
  // What was closed stays so: going back does not open it again.
  await screen.goBack()
  expect(new URL(screen.url()).searchParams.has('run')).toBe(false)

  await screen.getByRole('tab', { name: 'When it fails' }).click()
  await screen.getByText('A record cannot be parsed').waitFor()
  await inspect(screen, 'contract-paths')
  await screen.evaluate(() => scrollTo(0, 100))
  await screen.getByRole('tab', { name: 'Fields' }).click()
  await screen.getByRole('rowheader', { name: 'amount' }).waitFor()
  // What one looks at stays where it is.
  expect(await screen.evaluate(() => scrollY)).toBe(100)
  await expectAxeClean(screen)

  await screen.getByRole('tab', { name: /Quarantine/ }).click()
  const held = screen.getByRole('grid', { name: 'Quarantined records' })
  await held.getByRole('row').nth(1).click()
  await screen.getByText('The record, as it came').waitFor()
  await screen.keyboard.press('Escape')
  await screen.getByRole('dialog').waitFor({ state: 'detached' })
  await screen.goBack()
  expect(new URL(screen.url()).searchParams.has('record')).toBe(false)
  await screen.getByRole('row').nth(1).click()
  await screen.getByText('The record, as it came').waitFor()
  expect(screen.url()).toContain('record=')
  await inspect(screen, 'contract-record')
  await screen.getByRole('button', { name: 'Preview a replay' }).last().click()
  await screen.getByText('1 would stay held.').waitFor()
  await expectAxeClean(screen)
  await screen.keyboard.press('Escape')
  await screen.getByRole('link', { name: 'Open it at the desk' }).click()
  await screen.waitForURL(/\/desk\/\d+/)
})

test('a file with bad rows is judged first; what lands is what was foretold', async () => {
  const screen = await page('/integrations/crm.companies')
  await screen.getByRole('button', { name: 'Upload a file' }).click()
  const drawer = screen.getByRole('dialog')
  const choose = drawer.getByLabel(/Choose (a|another) file/)
  await drawer.getByText('nothing lands before you say so').waitFor()
  await expectAxeClean(screen)

  await choose.setInputFiles(file('companies.csv', Buffer.from('504b0304', 'hex')))
  await drawer.getByRole('alert').getByText('Excel workbook').waitFor()
  await inspect(screen, 'contract-upload-error')

  await choose.setInputFiles(file('companies.csv', companies))
  await drawer.getByText('2 of 5 records would land, 2 would be quarantined').waitFor()
  expect(await termsOf(screen, '[role=dialog]')).toEqual([5, 2, 1, 0, 2])
  await drawer.getByText('colour').first().waitFor()
  await inspect(screen, 'contract-upload')
  // Whoever closes it before the answer is there has said already that it shall land.
  const api = await holdApi(screen)
  await drawer.getByRole('button', { name: 'Land 5 records' }).click()
  await screen.keyboard.press('Escape')
  await drawer.waitFor({ state: 'detached' })
  await api.release()

  const strip = 'section[aria-label="The reading of this source"]'
  await screen.locator(strip).getByText('crm-companies was read').waitFor()
  expect(await termsOf(screen, strip)).toEqual([5, 2, 1, 0, 2])
  await screen.getByRole('tab', { name: 'Quarantine 2' }).click()
  await screen.getByText('"last Tuesday"').first().waitFor()
  await inspect(screen, 'contract-landed')
  await leaveOut(screen, 'crm.companies')
})

/** Others look at the same desk. */
async function leaveOut(screen: Page, contract: string): Promise<void> {
  const status = await screen.evaluate(
    async (body) =>
      fetch('/api/held/dismiss', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
      }).then((answer) => answer.status),
    JSON.stringify({ contract, reason: 'made up by a test' }),
  )
  expect(status).toBe(200)
}

test('a run that was asked for stays in sight until it is put away', async () => {
  const screen = await page('/integrations/billing.invoices')
  await screen.getByRole('button', { name: 'Run now' }).click()
  const strip = screen.locator('section[aria-label="The reading of this source"]')
  await strip.getByText('billing-invoices was read').waitFor()
  await screen.getByRole('link', { name: 'Integrations' }).last().click()
  await screen.getByRole('link', { name: 'billing.invoices' }).click()
  await strip.getByText('billing-invoices was read').waitFor()
  await strip.getByRole('button', { name: 'Put away' }).click()
  await strip.waitFor({ state: 'detached' })

  // The address of a run that found nothing new, which the list leaves out.
  const read = await screen.request.get('/api/runs?contract=billing.invoices&limit=500')
  const { runs } = (await read.json()) as { runs: { id: number; read: number; state: string }[] }
  const quiet = runs.find((run) => run.read === 0 && run.state === 'done')!
  await screen.goto(`/integrations/billing.invoices?run=${quiet.id}`)
  await screen.getByRole('dialog').getByText(`Run ${quiet.id} of billing-invoices`).waitFor()
})

test('a contract that there is not is said to be missing', async () => {
  const screen = await page('/integrations/nothing')
  await screen.getByRole('heading', { name: /^There is no contract/ }).waitFor()
  await inspect(screen, 'contract-missing')
})

test('the runbook of a contract opens, by the keyboard and by its address', async () => {
  const screen = await page('/integrations/crm.deals')
  await screen.getByRole('link', { name: 'runbooks/crm-deals.md' }).press('Enter')
  const drawer = screen.getByRole('dialog', { name: 'Runbook of crm.deals' })
  await drawer.getByRole('heading', { name: 'Deals are held back' }).waitFor()
  await expectAxeClean(screen)
  await shoot(screen, 'integrations-runbook')
  const address = screen.url()
  await screen.keyboard.press('Escape')
  await drawer.waitFor({ state: 'hidden' })

  const gone = await page(new URL(address).pathname + new URL(address).search)
  await gone.getByRole('heading', { name: 'Deals are held back' }).waitFor()
})

test('a runbook that cannot be read says why', async () => {
  const screen = await page('/integrations/crm.deals')
  await screen.route('**/runbook', (route) =>
    route.fulfill({
      json: { path: 'runbooks/crm-deals.md', html: null, problem: 'there is no such file' },
    }),
  )
  await screen.getByRole('link', { name: 'runbooks/crm-deals.md' }).click()
  await screen.getByText('The contract names it, but there is no such file.').waitFor()
  await expectAxeClean(screen)
  await shoot(screen, 'integrations-runbook-gone')
})

const awry = `
import { csv, defineContract, defineSource, defineSystem, defineWorkspace, pause, retry, review,
  standardPaths, t } from 'linchpin'

const contract = (name, missing) =>
  defineContract({
    name,
    version: '1.0.0',
    from: defineSystem({ name: 'crm', title: 'CRM' }),
    owner: 'revops',
    payload: t.Object({ id: t.String() }),
    key: ({ id }) => id,
    failures: { ...standardPaths({ owner: 'revops' }), missing },
    becomes: () => [],
  })
const again = retry({ times: 8, base: '500d', cap: '1000d', otherwise: review({ route: 'revops' }) })
const once = retry({ times: 1, base: '1ms', cap: '1ms', otherwise: review({ route: 'revops' }) })
const source = (name, missing) =>
  defineSource({ name, contract: contract('crm.' + name, missing), from: csv(name + '.csv') })

export default defineWorkspace({
  name: 'awry',
  locale: 'de-DE',
  sources: [source('deals', again), source('people', pause()), source('leads', once)],
})
`

test(
  'a source that is tried again says when, and one that stands still what it waits for',
  { timeout: 180_000 },
  async () => {
    const stack = await stackOf(awry)
    const strip = 'section[aria-label="The reading of this source"]'
    const deals = await page('/integrations/crm.deals', { stack })
    await deals.getByRole('button', { name: 'Run now' }).click()
    await deals.getByText('deals could not be read, and is tried again: attempt 1 of 8').waitFor()
    await deals
      .locator(strip)
      .getByText(/^Attempt 1 of 8 to try again is due on \d+\. \p{L}+\.? \d{4}/u)
      .waitFor()
    await expectAxeClean(deals)
    await shoot(deals, 'integrations-retried')
    await deals.getByRole('row').nth(1).click()
    await deals.getByRole('dialog').getByText('nobody is asked yet').waitFor()
    await shoot(deals, 'integrations-retried-run')

    const leads = await page('/integrations/crm.leads', { stack })
    await leads.getByRole('button', { name: 'Run now' }).click()
    await leads.getByText('1 exception').waitFor()
    await leads.getByRole('link', { name: '1 exception' }).click()
    await leads
      .getByRole('link', { name: /leads\.csv/ })
      .first()
      .click()
    await leads.getByText(/was tried again once, the last time on .* that did not help/).waitFor()
    await expectAxeClean(leads)
    await shoot(leads, 'desk-retries-spent')

    const people = await page('/integrations/crm.people', { stack })
    await people.getByRole('button', { name: 'Run now' }).click()
    await people.getByRole('heading', { name: 'crm.people stands still' }).waitFor()
    await expectAxeClean(people)
    await shoot(people, 'integrations-paused')
    await people.getByRole('link', { name: 'Integrations' }).last().click()
    await people.getByText('attempt 1 of 8').waitFor()
    await people.getByText('stands still', { exact: true }).waitFor()
    await expectAxeClean(people)
    await shoot(people, 'integrations-awry')

    await people.getByRole('link', { name: 'crm.people' }).click()
    await people
      .getByRole('link', { name: /^exception \d+$/ })
      .first()
      .click()
    await people.getByText('is not read by itself until this is resolved').waitFor()
    await shoot(people, 'desk-paused')
  },
)

/** A stack of its own over a workspace with this configuration. */
async function stackOf(config: string): Promise<Addresses> {
  const workspace = await mkdtemp(join(tmpdir(), 'linchpin-screens-'))
  onTestFinished(() => rm(workspace, { recursive: true, force: true }))
  await writeFile(join(workspace, 'linchpin.config.ts'), config)
  const stack = await openStack({ workspace })
  onTestFinished(() => stack.stop())
  return stack
}
