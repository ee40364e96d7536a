import type { Locator } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { page, type Page } from './harness/index.ts'
import { hasNoSkeleton, isRead, screens } from './harness/screens.ts'

const focused = (screen: Page): Promise<string> =>
  screen.evaluate(() => {
    const { activeElement: at } = document
    // Ages go on counting.
    const words = at?.getAttribute('aria-label') ?? at?.textContent ?? ''
    return `${at?.tagName} ${words.replace(/\d+/g, '')}`
  })

/**
 * The focus is in the dialog, or on its way from the last element to the first: on a guard at either end, or
 * with the browser. Asked in one look, since it moves on by itself.
 */
const isKept = (dialog: Locator): Promise<boolean> =>
  dialog.evaluate((element) => {
    const { activeElement: at, body } = document
    return (
      element.contains(at) || at === body || at?.hasAttribute('data-base-ui-focus-guard') === true
    )
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
      await opener.waitFor()
      await hasNoSkeleton(screen)
      await opener.focus()
      const before = await focused(screen)
      await screen.keyboard.press('Enter')
      const dialog = screen.getByRole('dialog')
      await dialog.waitFor()
      const isInside = () => dialog.evaluate((element) => element.contains(document.activeElement))
      await expect.poll(isInside).toBe(true)
      await hasNoSkeleton(screen)
      // Round and round: nothing behind it is reached.
      for (let step = 0; step < 12; step += 1) {
        await screen.keyboard.press('Tab')
        expect(await isKept(dialog)).toBe(true)
      }
      // A word about a figure that is open is left first.
      await expect
        .poll(async () => {
          await screen.keyboard.press('Escape')
          return dialog.count()
        })
        .toBe(0)
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

test('what is opened right after a step through a list keeps the focus', async () => {
  const screen = await page('/desk')
  await screen.getByRole('list', { name: 'Exceptions' }).getByRole('listitem').nth(1).waitFor()
  // A fast hand on a slow machine: both keys come before the next picture is drawn.
  await screen.evaluate(async () => {
    for (const key of ['j', 'r']) {
      const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true })
      document.activeElement?.dispatchEvent(event)
      await Promise.resolve()
    }
    for (let frame = 0; frame < 3; frame += 1) await new Promise(requestAnimationFrame)
  })
  await screen.getByRole('dialog').locator('textarea:focus').waitFor()
})

test('the title of a screen takes no focus from a palette that was opened on the way there', async () => {
  const screen = await page('/desk')
  await screen.getByRole('list', { name: 'Exceptions' }).getByRole('listitem').first().waitFor()
  // Its code is fetched when there is time for it, and may not be here yet.
  await screen.keyboard.press('Control+k')
  await screen.getByRole('dialog', { name: 'Search and do' }).waitFor()
  await screen.keyboard.press('Escape')
  await screen.getByRole('dialog').waitFor({ state: 'detached' })
  const code = Promise.withResolvers<void>()
  await screen.route('**/*.js', (route) => code.promise.then(() => route.continue()))
  await screen.keyboard.press('g')
  await screen.keyboard.press('r')
  await screen.keyboard.press('Control+k')
  const words = screen.getByRole('dialog', { name: 'Search and do' }).getByRole('combobox')
  await words.waitFor()
  await expect.poll(() => focused(screen)).toMatch(/^INPUT/)
  code.resolve()
  await screen.locator('#main h1', { hasNotText: 'person' }).waitFor()
  await screen.keyboard.type('desk')
  expect(await words.inputValue()).toBe('desk')
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
  await isRead(
    screen,
    screens.find((each) => each.path === path)!,
  )
  await screen.keyboard.press('j')
  // The row takes it once it has been drawn.
  await expect.poll(() => focused(screen)).not.toMatch(/^BODY/)
  const first = await focused(screen)
  await screen.keyboard.press('j')
  await expect.poll(() => focused(screen)).not.toBe(first)
  await screen.keyboard.press('k')
  await expect.poll(() => focused(screen)).toBe(first)
  await screen.keyboard.press('Enter')
  await screen.waitForURL(opened)
})
