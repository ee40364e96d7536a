import { expect, onTestFinished, test } from 'vitest'
import { askApi } from './harness/desk-lab.ts'
import { holdApi, page, sharedStack } from './harness/index.ts'

interface Listed {
  readonly id: number
  readonly owner: string
  readonly mode: string
}

const ask = <T>(method: string, path: string, body?: object): Promise<T> =>
  askApi(sharedStack(), method, path, body)

const desk = async (): Promise<readonly Listed[]> =>
  (await ask<{ exceptions: Listed[] }>('GET', '/exceptions')).exceptions

test('a deed that ends leaves the dialog that is open by then, and the selection', async () => {
  const [first] = await desk()
  onTestFinished(async () => {
    await ask('POST', '/exceptions/assign', { ids: [first!.id], owner: first!.owner })
  })
  const screen = await page('/desk')
  await screen.getByRole('list', { name: 'Exceptions' }).getByRole('listitem').nth(1).waitFor()
  await screen.keyboard.press('a')
  const assign = screen.getByRole('dialog', { name: 'Who takes this exception?' })
  await assign.getByRole('textbox', { name: 'Owner' }).fill('ben')
  const { release } = await holdApi(screen)
  await screen.keyboard.press('Enter')
  await screen.keyboard.press('Escape')
  await assign.waitFor({ state: 'detached' })
  for (const key of ['j', 'x', 'c']) await screen.keyboard.press(key)
  const words = screen.getByRole('dialog').getByLabel('Comment')
  await words.fill('Half a sentence')
  await release()
  // What was written of it is forgotten as it ends.
  await screen.waitForFunction(() => !/desk:assign/.test(Object.keys(localStorage).join()))
  expect(await words.inputValue()).toBe('Half a sentence')
  await screen.keyboard.press('Escape')
  await screen.getByText('1 selected').waitFor()
})

test('one that is settled on its own screen leaves the focus on that screen', async () => {
  const { id } = (await desk()).at(-1)!
  const screen = await page(`/desk/${id}`)
  const main = screen.getByRole('main')
  const hasFocus = () => main.evaluate((element) => element.contains(document.activeElement))
  await screen.getByRole('button', { name: /^Resolve/ }).press('Enter')
  await screen.getByRole('dialog').getByLabel('Reason').fill('It was a false alarm')
  await screen.keyboard.press('Control+Enter')
  const putBack = screen.getByRole('button', { name: /^Put back/ })
  await putBack.waitFor()
  await expect.poll(hasFocus).toBe(true)
  await putBack.press('Enter')
  await putBack.waitFor({ state: 'detached' })
  await expect.poll(hasFocus).toBe(true)
})

test('a held record is shown wherever it stands, and a list that broke off is read on', async () => {
  const [{ id }, other] = (await desk()).filter(({ mode }) => mode === 'violation') as [
    Listed,
    Listed,
  ]
  const { records } = await ask<{ records: { id: number }[] }>('GET', `/held?exception=${id}`)
  const far = records[15]!.id
  const screen = await page('about:blank')
  // Whatever changes elsewhere has the list read anew, which ends its failure: nobody tells of it here.
  await screen.route('**/api/stream*', () => {})
  let isFailing = true
  await screen.route('**/api/held?*', (route) => {
    const url = route.request().url().replace('limit=50', 'limit=10')
    if (!isFailing || !url.includes('after=')) return route.continue({ url })
    return route.fulfill({ status: 500, contentType: 'text/plain', body: 'no' })
  })
  await screen.goto(`/desk/${id}?record=${far}`)
  await screen.getByRole('region', { name: `Record ${far} as it came` }).waitFor()
  const held = screen.getByRole('list', { name: 'Held records' }).getByRole('button')
  expect(await held.count()).toBe(10)
  await screen.getByRole('button', { name: 'Show more' }).click()
  await screen.getByText('The rest could not be read.').waitFor()
  isFailing = false
  await screen.getByRole('button', { name: 'Read on' }).click()
  await held.nth(19).waitFor()
  expect(await held.nth(15).getAttribute('aria-current')).toBe('true')
  await screen.goto(`/desk/${other.id}?record=${far}`)
  await screen.getByText(`Record ${far} is not of this exception`).getByRole('link').click()
  await screen.getByRole('region', { name: `Record ${far} as it came` }).waitFor()
})
