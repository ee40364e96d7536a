import { chromium, type Browser, type Page } from 'playwright-core'
import { afterAll, inject, onTestFinished } from 'vitest'
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
}

const height = 800

let browser: Promise<Browser> | undefined

/** The browser that all test files share, each with windows of its own. */
function connect(): Promise<Browser> {
  afterAll(async () => {
    await (await browser)?.close()
    browser = undefined
  })
  return chromium.connect(inject('browser'))
}

/** The example company that all browser tests share. */
export const sharedStack = (): Addresses => inject('stack')

/** A workspace that nothing has come into, which they share as well. */
export const emptyStack = (): Addresses => inject('empty')

/** Opens a window at an address of the admin: `page('/desk')`. It is closed with the test. */
export async function page(path: string, options: ScreenOptions = {}): Promise<Page> {
  const { as = 'owner', theme = 'light', width = 1280, stack = sharedStack() } = options
  browser ??= connect()
  const context = await (
    await browser
  ).newContext({
    baseURL: stack.app,
    viewport: { width, height },
    colorScheme: theme,
    reducedMotion: 'reduce',
    locale: 'en-GB',
    timezoneId: 'Europe/London',
  })
  if (as !== 'nobody') await context.addCookies(await sessionOf(as, stack))
  onTestFinished(() => context.close())
  const opened = await context.newPage()
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

const faults: string[] = []
const sessions = new Map<string, Promise<Cookie[]>>()

/** The people of the shared stack have signed in already; those of another do so once. */
function sessionOf(role: Role, stack: Addresses): Promise<Cookie[]> {
  if (stack.app === sharedStack().app) return Promise.resolve(inject('people')[role])
  const name = `${stack.app} ${role}`
  const session = sessions.get(name) ?? signIn(role, stack)
  sessions.set(name, session)
  return session
}
