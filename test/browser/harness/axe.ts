import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { settled } from './settled.ts'

const source = readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

const all = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  resultTypes: ['violations'],
}
/** What a theme decides; everything else is the same in both. */
const ofColour = {
  runOnly: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] },
  resultTypes: ['violations'],
}

/** Holds the screen as it is now against WCAG 2.2 AA; `only: 'colour'` where another theme is all that changed. */
export async function expectAxe(page: Page, where: string, only?: 'colour'): Promise<void> {
  await settled(page)
  // Through the debugger, which no policy of the page stops.
  if (!(await page.evaluate(`'axe' in window`))) await page.evaluate(await source)
  const options = JSON.stringify(only ? ofColour : all)
  const { violations } = (await page.evaluate(`axe.run(document, ${options})`)) as AxeResults
  const found = violations.map(({ id, help, nodes }) => ({
    rule: `${id}: ${help}`,
    at: nodes.map(({ target, failureSummary }) => `${target.join(' ')}: ${failureSummary}`),
  }))
  expect(found, `axe, ${where}`).toEqual([])
}

/** The same in both themes. */
export async function expectAxeClean(page: Page): Promise<void> {
  await page.emulateMedia({ colorScheme: 'light' })
  await expectAxe(page, 'light')
  await page.emulateMedia({ colorScheme: 'dark' })
  await expectAxe(page, 'dark', 'colour')
  await page.emulateMedia({ colorScheme: 'light' })
}
