import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { until } from '../harness/until.ts'
import { holdApi, inspect, page, sharedStack, type Page } from './harness/index.ts'

const slug = 'where-your-data-sleeps'

/** Calls the API as somebody else would. */
async function api(path: string, body?: object): Promise<Response> {
  const { app, workspace } = sharedStack()
  const runtime = await readFile(join(workspace, '.linchpin/runtime.json'), 'utf8')
  const { token } = JSON.parse(runtime) as { token: string }
  return fetch(`${app}${path}`, {
    method: body ? 'POST' : 'GET',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(body ? { body: JSON.stringify(body) } : {}),
  })
}

const readersGet = (which: string): Promise<number> =>
  fetch(`${sharedStack().edge}/content/v1/blog/${which}`).then(({ status }) => status)

const title = (screen: Page) => screen.getByRole('heading', { level: 1 })

test('the catalogue says which topic earns most, and finds entries', async () => {
  const screen = await page('/content')
  await title(screen).filter({ hasText: 'earns most per post' }).waitFor()
  const entries = screen.getByRole('grid', { name: 'Entries' })
  await entries.getByRole('row').nth(5).waitFor()

  const topics = screen.getByRole('grid', { name: 'Topics' })
  await topics.getByText('Data residency').click()
  await screen.waitForURL(/topic=data-residency/)
  await entries.getByText('Where your data sleeps').waitFor()
  const search = screen.getByLabel('Search the entries')
  // Whoever stops to think in the middle goes on where they were.
  await search.pressSequentially('data ')
  await screen.waitForURL(/text=data$/)
  await search.pressSequentially('sleeps')
  await screen.waitForURL(/text=data(\+|%20)sleeps/)
  expect(await search.inputValue()).toBe('data sleeps')
  await until(async () => (await entries.getByRole('row').count()) === 2)
  await entries.getByText('Where your data sleeps').click()
  await screen.waitForURL(/\/content\/blog\//)
  // Whoever looks at one comes back to the same filters.
  await screen.getByRole('main').getByRole('link', { name: 'Content', exact: true }).click()
  await screen.waitForURL(/topic=data-residency&text=data(\+|%20)sleeps/)

  await search.fill('nothing like it')
  await screen.getByText('No entry fits these filters').waitFor()
  await inspect(screen, 'content-no-fit')
  await screen.getByRole('button', { name: 'Clear filters' }).last().click()
  await until(async () => (await entries.getByRole('row').count()) > 5)

  await entries.getByRole('row').nth(1).focus()
  await screen.keyboard.press('Enter')
  await screen.waitForURL(/\/content\/blog\//)
  await screen.goBack()
  await screen.waitForURL(/\/content(\?|$)/)
})

test('whoever does not wait for a folder to be published is told what came of it', async () => {
  const screen = await page('/content')
  await screen.getByRole('button', { name: 'Publish the folder' }).click()
  const dialog = screen.getByRole('dialog', { name: /^Publish the folder of/ })
  await dialog.waitFor()
  const api = await holdApi(screen)
  await dialog.getByRole('button', { name: 'Publish' }).click()
  await screen.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })
  await api.release()
  await screen.getByText('Nothing changed for readers').first().waitFor()
})

test('an entry is withdrawn with a reason, and published again', async () => {
  const screen = await page(`/content/blog/${slug}`)
  await title(screen).filter({ hasText: 'Where your data sleeps' }).waitFor()
  await screen.getByRole('slider', { name: 'Touches by week, each from its Monday' }).waitFor()
  await screen.getByRole('article').getByRole('paragraph').first().waitFor()

  await screen.getByRole('button', { name: 'Withdraw' }).click()
  const dialog = screen.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Withdraw' }).click()
  await dialog.getByRole('alert').getByText('Say why readers may not have it.').waitFor()
  await dialog.getByLabel('Reason').fill('The map of regions is out of date')
  await inspect(screen, 'entry-withdraw')
  // Half-written words outlive a reload.
  await screen.reload()
  await screen.getByRole('button', { name: 'Withdraw' }).click()
  await dialog.getByRole('button', { name: 'Bring it back' }).click()
  await dialog.getByRole('button', { name: 'Withdraw' }).click()
  await title(screen).filter({ hasText: 'is withdrawn' }).waitFor()
  const undo = screen.getByRole('button', { name: 'Undo' })
  await undo.waitFor()
  // Its time stands still while somebody is at it.
  await screen.keyboard.press('F6')
  await until(async () => (await readersGet(slug)) === 404)
  await screen.getByText('“The map of regions is out of date”').waitFor()
  await inspect(screen, 'entry-withdrawn')

  await undo.click()
  await until(async () => (await readersGet(slug)) === 200)
  await title(screen).filter({ hasNotText: 'is withdrawn' }).waitFor()
})

test('who may only read is offered nothing else', async () => {
  const screen = await page(`/content/blog/${slug}`, { as: 'viewer' })
  await screen.getByText('readers get this').waitFor()
  await screen.getByText('Vito Viewer').first().waitFor()
  expect(await screen.getByRole('button', { name: /Withdraw|Publish/ }).count()).toBe(0)
})

test('what somebody else did meanwhile is not undone unseen', async () => {
  const other = 'choosing-a-region'
  const screen = await page(`/content/blog/${other}`)
  await screen.getByRole('button', { name: 'Withdraw' }).waitFor()
  // The stream would tell this screen of it: then there would be no conflict.
  await screen.route(/\/api\/content\/blog\/choosing-a-region$/, async (route) => {
    const response = await route.fetch()
    await route.fulfill({ json: { ...((await response.json()) as object), published: 9 } })
  })
  await screen.reload()
  await screen.getByRole('button', { name: 'Withdraw' }).click()
  await screen.getByRole('dialog').getByLabel('Reason').fill('Not checked')
  await screen.unroute(/\/api\/content\/blog\/choosing-a-region$/)
  await screen.getByRole('dialog').getByRole('button', { name: 'Withdraw' }).click()
  await screen.getByText('Not withdrawn: somebody else was first').first().waitFor()
  await screen
    .getByText(/version 1 is published by now; look at it and decide/)
    .first()
    .waitFor()
  expect(await readersGet(other)).toBe(200)
  // The words that were written are still there.
  expect(await screen.getByRole('dialog').getByLabel('Reason').inputValue()).toBe('Not checked')
  await inspect(screen, 'entry-conflict')
})

test('a page runs nothing, and versions are compared line by line', async () => {
  const { workspace } = sharedStack()
  const { writeFile } = await import('node:fs/promises')
  const file = join(workspace, 'content/blog/a-trap.md')
  await writeFile(file, '---\ntitle: A trap\n---\nThe first line.\n\nThe second line.\n')
  await api('/api/content/blog/publish', {})
  const trap =
    '<img src=x onerror="window.caught=1"><script>window.caught=1</script>' +
    '[press](javascript:window.caught=1) <svg onload="window.caught=1"></svg>'
  await writeFile(
    file,
    `---\ntitle: A trap\ndraft: true\n---\nThe first line.\n\nAnother line. ${trap}\n`,
  )
  await api('/api/content/blog/publish', {})

  const screen = await page('/content/blog/a-trap?version=2')
  await screen.getByRole('article').getByText('Another line.').waitFor()
  expect(await screen.evaluate('window.caught')).toBeUndefined()
  expect(await screen.getByRole('article').locator('script, svg, img, [onerror]').count()).toBe(0)
  expect(await screen.getByRole('article').getByRole('link').count()).toBe(0)
  await screen.getByText('version 2 is a draft').first().waitFor()

  await screen.getByRole('tab', { name: 'What changed' }).click()
  await screen.waitForURL(/show=changes/)
  const changes = screen.getByRole('region', { name: 'What changed from version 1 to version 2' })
  await changes.getByText('removed: The second line.').waitFor()
  await changes.getByText('added: Another line.').waitFor()
  await inspect(screen, 'entry-changes')

  await screen.getByRole('button', { name: 'Publish version 2' }).first().click()
  await screen.getByText('Readers get version 2 now').waitFor()
  // Its time stands still while somebody is at it.
  await screen.keyboard.press('F6')
  const served = async () => {
    const answer = await fetch(`${sharedStack().edge}/content/v1/blog/a-trap`)
    return ((await answer.json()) as { version: number }).version
  }
  await until(async () => (await served()) === 2)
  await screen.getByRole('button', { name: 'Undo' }).click()
  await until(async () => (await served()) === 1)
})

test('older versions are read on after a failure, which is said', async () => {
  const screen = await page('about:blank')
  // Whatever changes elsewhere has the list read anew, which ends its failure: nobody tells of it here.
  await screen.route('**/api/stream*', () => {})
  let isFailing = true
  await screen.route(/\/versions\?/, (route) => {
    const url = route.request().url().replace('limit=20', 'limit=1')
    if (!isFailing || !url.includes('after=')) return route.continue({ url })
    return route.fulfill({ status: 500, contentType: 'text/plain', body: 'no' })
  })
  await screen.goto('/content/blog/a-trap')
  await screen.getByRole('button', { name: 'Show older versions' }).click()
  await screen.getByText('The rest could not be read.').waitFor()
  isFailing = false
  await screen.getByRole('button', { name: 'Read on' }).click()
  await screen
    .getByRole('list', { name: /^Versions/ })
    .getByText('Version 1')
    .waitFor()
})

test('days are the same days west of Greenwich', async () => {
  const screen = await page('/decisions', { zone: 'America/Los_Angeles' })
  await screen.getByText('3 Mar 2025').waitFor()
  await screen.goto('/content/blog/where-your-data-sleeps')
  await screen.getByRole('slider').press('Home')
  const said = await screen.getByRole('slider').getAttribute('aria-valuetext')
  const [, week] = /^(\d+ \w+)/.exec(said!)!
  const years = [new Date().getFullYear(), new Date().getFullYear() - 1]
  expect(years.map((year) => new Date(`${week} ${year} UTC`).getUTCDay())).toContain(1)
})

test('an address where no entry is says so', async () => {
  const screen = await page('/content/blog/never-written')
  await title(screen).filter({ hasText: 'There is no such entry' }).waitFor()
})
