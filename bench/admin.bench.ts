import { join } from 'node:path'
import { chromium, type Browser, type Page } from 'playwright-core'
import { openDatabase } from '../src/platform/database/index.ts'
import { findPostgres } from '../src/platform/postgres/index.ts'
import { raiseMany } from '../test/harness/raise-many.ts'
import { findChromium } from '../test/browser/harness/find-chromium.ts'
import { signIn, type Cookie } from '../test/browser/harness/sign-in.ts'
import { openStack, type Addresses } from '../test/browser/harness/stack.ts'
import { bareServer } from './admin/bare-server.ts'
import { slowestInteraction } from './admin/slowest-interaction.ts'
import { titleDrawn } from './admin/title-drawn.ts'
import type { Bench } from './harness/bench.ts'

const exceptions = 100_000
const deskInp = `INP at a desk of ${exceptions.toLocaleString('en')}, ms`
const tableInp = 'INP in a report of 10,000 rows, ms'

/** How soon the overview of the example company can be read and used, and how soon long lists answer a key. */
export const bench: Bench = {
  name: 'admin',
  unit: 'ms',
  better: 'lower',
  baselineName: 'a page without a script from bare node:http, in the same browser',
  bar: { figure: 1_000, also: { [deskInp]: 100, [tableInp]: 100 } },
  async prepare(say) {
    say('admin: starting the example company, and a workspace with long lists')
    const company = await openStack({ state: 'history' })
    const workspace = join(import.meta.dirname, '../test/fixtures/many-rows')
    const long = await openStack({ workspace })
    await fillDesk(long)
    const who = {
      company: await signIn('owner', company),
      long: await signIn('owner', long),
    }
    const bare = await bareServer()
    const browser = await chromium.launch({
      executablePath: findChromium(),
      args: ['--no-sandbox', '--disable-dev-shm-usage'],
    })
    return {
      subject: async () => ({
        figure: await timeTo(browser, `${company.app}/`, /need(s)? a person/, who.company),
        also: {
          [deskInp]: await inWindow(browser, who.long, (page) => atDesk(page, long)),
          [tableInp]: await inWindow(browser, who.long, (page) => inTable(page, long)),
        },
      }),
      baseline: async () => ({ figure: await timeTo(browser, bare.address, /Bare/, []) }),
      async close() {
        await browser.close()
        bare.close()
        await Promise.all([company.stop(), long.stop()])
      },
    }
  },
}

async function fillDesk({ workspace }: Addresses): Promise<void> {
  const url = await findPostgres(join(workspace, '.linchpin/postgres'))
  const db = openDatabase({ url: url!, name: 'bench-admin', connections: 1 })
  await raiseMany(db, exceptions)
  await db.close()
}

/** Does something in a window of its own, which has cached nothing. */
async function inWindow<T>(
  browser: Browser,
  cookies: Cookie[],
  work: (page: Page) => Promise<T>,
): Promise<T> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
  await context.addCookies(cookies)
  const page = await context.newPage()
  const answer = await work(page)
  await context.close()
  return answer
}

/** How long it takes from the address to the title that says the finding, by the browser's own clock. */
const timeTo = (
  browser: Browser,
  address: string,
  title: RegExp,
  cookies: Cookie[],
): Promise<number> =>
  inWindow(browser, cookies, async (page) => {
    const drawn = await titleDrawn(page, title)
    await page.goto(address, { waitUntil: 'commit' })
    return drawn()
  })

async function atDesk(page: Page, { app }: Addresses): Promise<number> {
  await page.goto(`${app}/desk`)
  await page.getByRole('list', { name: 'Exceptions' }).getByRole('listitem').first().waitFor()
  return slowestInteraction(page, async () => {
    for (const key of 'jjjjjjjjjjkkkkkxjxjxkjjjjjjjjjj') await page.keyboard.press(key)
  })
}

async function inTable(page: Page, { app }: Addresses): Promise<number> {
  await page.goto(`${app}/reports/every-page`)
  const rows = page.getByRole('grid', { name: 'Every page' })
  await rows.getByText('/page/0', { exact: true }).waitFor()
  await rows.getByRole('row').nth(1).focus()
  const keys = ['PageDown', 'PageDown', 'j', 'j', 'k', 'End', 'PageUp', 'Home', 'j', 'End']
  return slowestInteraction(page, async () => {
    for (const key of keys) {
      await page.keyboard.press(key)
      await page.evaluate('new Promise((drawn) => requestAnimationFrame(drawn))')
    }
  })
}
