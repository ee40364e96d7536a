import { describe, expect, test } from 'vitest'
import { inspect, page, type Page } from './harness/index.ts'

const title = (screen: Page) => screen.getByRole('heading', { level: 1 })

describe('the frame', () => {
  test('marks where one is, and its title takes the focus on arrival', async () => {
    const screen = await page('/desk')
    await title(screen).waitFor()
    const nav = screen.getByRole('navigation', { name: 'Screens' })
    expect(await nav.getByRole('link', { name: /^Desk/ }).getAttribute('aria-current')).toBe('page')
    await nav.getByRole('link', { name: 'Decisions' }).click()
    await screen.waitForURL('**/decisions')
    await title(screen).waitFor()
    await screen.waitForFunction(() => document.activeElement?.tagName === 'H1')
    expect(await nav.getByRole('link', { name: 'Decisions' }).getAttribute('aria-current')).toBe(
      'page',
    )
    await screen.goBack()
    await screen.waitForURL('**/desk')
  })

  test('folds away behind a button where it is narrow', async () => {
    const screen = await page('/desk', { width: 360 })
    await title(screen).waitFor()
    const menu = screen.getByRole('button', { name: 'Menu' })
    const decisions = screen.getByRole('link', { name: 'Decisions', exact: true })
    expect(await decisions.isVisible()).toBe(false)
    await menu.click()
    await inspect(screen, 'shell-menu')
    await decisions.click()
    await screen.waitForURL('**/decisions')
    expect(await decisions.isVisible()).toBe(false)
    expect(await screen.evaluate(() => document.documentElement.scrollWidth)).toBe(360)
  })

  test('says at an address that leads nowhere where to go instead', async () => {
    const screen = await page('/nowhere/at/all')
    await screen.getByText('There is no such page').first().waitFor()
    await inspect(screen, 'shell-nowhere')
  })

  test('says of a decision that is not there that it is missing', async () => {
    const screen = await page('/decisions/0099')
    await screen.getByRole('heading', { name: 'There is no decision' }).waitFor()
    await inspect(screen, 'decision-missing')
  })
})

describe('the keyboard', () => {
  let screen: Page

  test('goes to a screen by two keys, and lists the keys on ?', async () => {
    screen = await page('/desk')
    await title(screen).waitFor()
    await screen.keyboard.press('g')
    await screen.keyboard.press('n')
    await screen.waitForURL('**/decisions')
    await screen.keyboard.press('?')
    const map = screen.getByRole('dialog', { name: 'What the keys do' })
    await map.waitFor()
    await map.getByText('Go to Desk').waitFor()
    await inspect(screen, 'shell-keys')
    await screen.keyboard.press('Escape')
    await map.waitFor({ state: 'detached' })
  })

  test('leaves single keys alone once a person has switched them off', async () => {
    screen = await page('/desk')
    await title(screen).waitFor()
    await screen.keyboard.press('?')
    await screen.getByLabel('Keys without a modifier work').uncheck()
    await screen.keyboard.press('Escape')
    await screen.keyboard.press('?')
    await screen.keyboard.press('Control+k')
    await screen.getByRole('dialog', { name: 'Search and do' }).waitFor()
    expect(await screen.getByRole('dialog', { name: 'What the keys do' }).count()).toBe(0)
  })

  test('finds anything by a few letters in the palette', async () => {
    screen = await page('/desk')
    await title(screen).waitFor()
    await screen.keyboard.press('Control+k')
    const palette = screen.getByRole('dialog', { name: 'Search and do' })
    const field = palette.getByRole('combobox')
    await field.waitFor()
    await inspect(screen, 'shell-palette')
    const late = Promise.withResolvers<void>()
    await screen.route(/\/api\/exceptions\?.*search/, async (route) => {
      await late.promise
      await route.continue()
    })
    await field.fill('deals')
    await palette.getByRole('option', { name: /crm.deals Contract/ }).waitFor()
    const report = palette.getByRole('option', { name: 'How long do deals take? Report' })
    await report.hover()
    await palette
      .getByRole('option', { name: /Decision$/ })
      .first()
      .waitFor()
    // What comes late stands above what is chosen, and is not chosen for that.
    late.resolve()
    await palette
      .getByRole('option', { name: /Exception$/ })
      .first()
      .waitFor()
    expect(await report.getAttribute('aria-selected')).toBe('true')
    await inspect(screen, 'shell-search')
    await field.fill('decis')
    await screen.keyboard.press('Enter')
    await screen.waitForURL('**/decisions')
    await screen.getByRole('dialog').waitFor({ state: 'detached' })
  })

  test('loses no letter to a palette that is still on its way', async () => {
    screen = await page('/desk', { fresh: true })
    await title(screen).waitFor()
    await screen.keyboard.press('Control+k')
    await screen.keyboard.type('resid')
    const field = screen.getByRole('dialog', { name: 'Search and do' }).getByRole('combobox')
    await expect.poll(() => field.inputValue()).toBe('resid')
    await screen.keyboard.type('ency')
    expect(await field.inputValue()).toBe('residency')
  })

  test('goes on while a failure stands there, which says what is so', async () => {
    screen = await page('/settings/keys')
    // What a browser takes away over plain http from another machine.
    await screen.evaluate(() => {
      delete (Crypto.prototype as Partial<Crypto>).randomUUID
      delete (Navigator.prototype as Partial<{ clipboard: unknown }>).clipboard
    })
    await screen.route('**/api/keys/*', (route) =>
      route.request().method() === 'DELETE' ? route.abort() : route.fallback(),
    )
    await screen
      .getByRole('button', { name: /^Revoke/ })
      .first()
      .click()
    await screen.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click()
    await screen.getByText('It is not known whether it was done').first().waitFor()
    await screen.getByRole('dialog').waitFor({ state: 'detached' })
    await screen.keyboard.press('g')
    await screen.keyboard.press('d')
    await screen.waitForURL('**/desk')
  })
})

describe('the theme', () => {
  test('is the one that the person chose, before anything is drawn', async () => {
    const screen = await page('/desk')
    await title(screen).waitFor()
    await screen.keyboard.press('Control+k')
    const palette = screen.getByRole('dialog', { name: 'Search and do' })
    await palette.getByRole('combobox').fill('dark theme')
    await screen.keyboard.press('Enter')
    await screen.waitForFunction(() => document.documentElement.dataset['theme'] === 'dark')
    const paper = () => getComputedStyle(document.documentElement).backgroundColor
    const dark = await screen.evaluate(paper)
    await screen.reload({ waitUntil: 'commit' })
    // There is no frame before the style sheet is there.
    await screen.evaluate(() => new Promise(requestAnimationFrame))
    expect(await screen.evaluate(paper)).toBe(dark)
    await screen.emulateMedia({ colorScheme: 'dark' })
    expect(await screen.evaluate(paper)).toBe(dark)
  })
})
