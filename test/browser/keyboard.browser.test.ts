import { describe, expect, test } from 'vitest'
import { page, type Page } from './harness/index.ts'

const focused = (screen: Page): Promise<string> =>
  screen.evaluate(() => {
    const { activeElement: at } = document
    // Ages go on counting.
    const words = at?.getAttribute('aria-label') ?? at?.textContent ?? ''
    return `${at?.tagName} ${words.replace(/\d+/g, '')}`
  })

/** What is opened by a button, and by which. */
const dialogs = [
  ['/integrations/crm.companies', 'Upload a file'],
  ['/settings/people', 'Invite somebody'],
  ['/settings/keys', 'Create a key'],
  ['/settings/workspace', 'Remove the example …'],
  ['/content/blog/choosing-a-region', 'Withdraw'],
  ['/reports/topic-pipeline', /^Won of Data residency: /],
] as const

describe('a dialog', () => {
  test.each(dialogs)(
    'of %s takes the focus, keeps it, and gives it back: %s',
    async (path, name) => {
      const screen = await page(path)
      const opener = screen.getByRole('button', { name }).first()
      await opener.focus()
      const before = await focused(screen)
      await screen.keyboard.press('Enter')
      const dialog = screen.getByRole('dialog')
      await dialog.waitFor()
      const isInside = () => dialog.evaluate((element) => element.contains(document.activeElement))
      await expect.poll(isInside).toBe(true)
      // Round and round: nothing behind it is reached.
      for (let step = 0; step < 12; step += 1) {
        await screen.keyboard.press('Tab')
        expect(await isInside()).toBe(true)
      }
      await screen.keyboard.press('Escape')
      await dialog.waitFor({ state: 'detached' })
      await expect.poll(() => focused(screen)).toBe(before)
    },
  )

  test('of the palette gives the focus back as well', async () => {
    const screen = await page('/desk')
    await screen.getByLabel('Search the desk').focus()
    await screen.keyboard.press('Control+k')
    await screen.getByRole('dialog', { name: 'Search and do' }).waitFor()
    await screen.keyboard.press('Escape')
    await screen.getByRole('dialog').waitFor({ state: 'detached' })
    await expect.poll(() => focused(screen)).toBe('INPUT ')
  })
})

/** The lists, what one of their rows is, and where Enter leads. */
const lists = [
  ['/integrations', /\/integrations\/./],
  ['/content', /topic=/],
  ['/placements', /\/placements\/./],
  ['/desk', /\/desk\/\d+/],
] as const

test.each(lists)('j and k move in %s, Enter opens', async (path, opened) => {
  const screen = await page(path)
  await screen.getByRole('heading', { level: 1 }).waitFor()
  await screen.waitForFunction(() => document.querySelector('[data-skeleton]') === null)
  await screen.keyboard.press('j')
  const first = await focused(screen)
  await screen.keyboard.press('j')
  await expect.poll(() => focused(screen)).not.toBe(first)
  await screen.keyboard.press('k')
  await expect.poll(() => focused(screen)).toBe(first)
  await screen.keyboard.press('Enter')
  await screen.waitForURL(opened)
})
