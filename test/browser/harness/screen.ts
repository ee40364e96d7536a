import { chromium, type Browser, type Page } from 'playwright-core'
import { inject, onTestFinished } from 'vitest'
import type { Lane } from './global-setup.ts'
import { signIn, type Cookie, type Role } from './sign-in.ts'
import type { Addresses } from './stack.ts'

export type { Page } from 'playwright-core'

export interface ScreenOptions {
  /** Who looks; default: an owner. */
  readonly as?: Role | 'nobody'
  readonly theme?: 'light' | 'dark'
  /** In CSS pixels; default 1280. 360 is a telephone. */
  readonly width?: number
  /** Default: the shared example company. */
  readonly stack?: Addresses
  /** Whether it must have fetched nothing yet. */
  readonly fresh?: boolean
  /** Where they are, as an IANA zone; default: London. */
  readonly zone?: string
}

const height = 800

let browser: Promise<Browser> | undefined

/** The browser that all lanes share, each with windows of its own, which close with its process. */
const connect = (): Promise<Browser> => chromium.connect(inject('browser'))

/** What the files of this lane share, one after the other. */
const lane = (): Lane => inject('lanes')[Number(process.env['VITEST_POOL_ID']) - 1]!

/** The example company that the tests share. */
export const sharedStack = (): Addresses => lane().company

/** A workspace that nothing has come into, which all lanes share. */
export const emptyStack = (): Addresses => inject('empty')

/** Windows in London that were given back, by the stack that they have looked at. */
const idle = new Map<string, Page[]>()

/** Opens a window at an address of the admin: `page('/desk')`. It is given back with the test. */
export async function page(path: string, options: ScreenOptions = {}): Promise<Page> {
  const { as = 'owner', theme = 'light', width = 1280, stack = sharedStack(), zone } = options
  const isOwn = options.fresh || as === 'nobody' || zone !== undefined
  const used = isOwn ? undefined : idle.get(stack.app)?.pop()
  const opened = used ?? (await newWindow(stack, zone))
  onTestFinished(() => (zone ? opened.context().close() : giveBack(opened, stack)))
  if (as !== 'nobody') await opened.context().addCookies(await sessionOf(as, stack))
  await opened.setViewportSize({ width, height })
  await opened.emulateMedia({ colorScheme: theme })
  // What a screen complains of to nobody but the console is a fault all the same.
  opened.on('console', (message) => {
    if (/Content Security Policy|Refused to/.test(message.text())) faults.push(message.text())
  })
  opened.on('pageerror', (error) => faults.push(String(error)))
  onTestFinished(() => {
    const found = faults.splice(0)
    if (found.length > 0) throw new Error(`the screen complained:\n${found.join('\n')}`)
  })
  await opened.goto(path)
  return opened
}

async function newWindow(stack: Addresses, zone = 'Europe/London'): Promise<Page> {
  browser ??= connect()
  await closeAllBut([stack, sharedStack(), emptyStack()])
  const context = await (
    await browser
  ).newContext({
    baseURL: stack.app,
    reducedMotion: 'reduce',
    locale: 'en-GB',
    timezoneId: zone,
  })
  return context.newPage()
}

/**
 * Has a window forget who looked and what they did, for the next test: it has our code compiled already,
 * which takes a new one longer than all else. Where that cannot be, it is closed.
 */
async function giveBack(window: Page, { app }: Addresses): Promise<void> {
  const context = window.context()
  try {
    await window.unrouteAll({ behavior: 'ignoreErrors' })
    window.removeAllListeners()
    // An address of the same app, at which nothing runs.
    await window.goto(`${app}/icon.svg`)
    await window.evaluate(() => {
      localStorage.clear()
      sessionStorage.clear()
    })
    await context.clearCookies()
    idle.set(app, [...(idle.get(app) ?? []), window])
  } catch {
    await context.close()
  }
}

/** Closes the windows that looked at a stack of an earlier file. */
async function closeAllBut(stacks: readonly Addresses[]): Promise<void> {
  const kept = stacks.map(({ app }) => app)
  for (const [app, windows] of idle) {
    if (kept.includes(app)) continue
    idle.delete(app)
    for (const window of windows) await window.context().close()
  }
}

/** Opens so many windows, in which one screen after another can be opened. */
export const windows = (many: number, options?: ScreenOptions): Promise<Page[]> =>
  Promise.all(Array.from({ length: many }, () => page('about:blank', options)))

const faults: string[] = []
const sessions = new Map<string, Promise<Cookie[]>>()

/** The people of the shared stacks have signed in already; those of another do so once. */
function sessionOf(role: Role, stack: Addresses): Promise<Cookie[]> {
  if (stack.app === sharedStack().app) return Promise.resolve(lane().people[role])
  // Two lanes look at it, and would make its owner twice.
  const { app, owner } = inject('empty')
  if (stack.app === app && role === 'owner') return Promise.resolve(owner)
  const name = `${stack.app} ${role}`
  const session = sessions.get(name) ?? signIn(role, stack)
  sessions.set(name, session)
  return session
}
