import { join } from 'node:path'
import { chromium } from 'playwright-core'
import type { TestProject } from 'vitest/node'
import { findChromium } from './find-chromium.ts'
import { roles, signIn, type Cookie, type Role } from './sign-in.ts'
import { openStack, type Addresses } from './stack.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The example company, which all browser tests share. */
    stack: Addresses
    /** Somebody of each role, signed in there. */
    people: Record<Role, Cookie[]>
    /** A workspace that nothing has come into. Whoever puts something there takes it out again. */
    empty: Addresses
    /** Where the browser listens. */
    browser: string
  }
}

/** Starts the example company, an empty workspace and the browser, once for the whole run. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const workspace = join(import.meta.dirname, '../../fixtures/many-rows')
  const starting = [
    openStack(),
    openStack({ workspace, history: false }),
    chromium.launchServer({
      executablePath: findChromium(),
      args: ['--no-sandbox', '--disable-dev-shm-usage', '--force-color-profile=srgb'],
    }),
  ] as const
  const stop = async (): Promise<void> => {
    const started = await Promise.allSettled(starting)
    const running = started.filter((each) => each.status === 'fulfilled')
    await Promise.all(running.map(({ value }) => ('stop' in value ? value.stop() : value.close())))
  }
  const [company, empty, browser] = await Promise.all(starting).catch(async (error: unknown) => {
    await stop()
    throw error
  })
  const people = {} as Record<Role, Cookie[]>
  for (const role of roles) people[role] = await signIn(role, company)
  project.provide('stack', addressesOf(company))
  project.provide('people', people)
  project.provide('empty', addressesOf(empty))
  project.provide('browser', browser.wsEndpoint())
  return stop
}

const addressesOf = ({ workspace, app, edge, pid }: Addresses): Addresses => ({
  workspace,
  app,
  edge,
  pid,
})
