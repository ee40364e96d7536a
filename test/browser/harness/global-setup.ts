import { join } from 'node:path'
import { chromium, type BrowserServer } from 'playwright-core'
import type { TestProject } from 'vitest/node'
import { findChromium } from './find-chromium.ts'
import { roles, signIn, type Cookie, type Role } from './sign-in.ts'
import { openStack, type Addresses, type Stack, type StackOptions } from './stack.ts'

/** What the tests of one lane share: each lane runs one file at a time. */
export interface Lane {
  /** The example company. */
  readonly company: Addresses
  /** Somebody of each role, signed in there. */
  readonly people: Record<Role, Cookie[]>
}

declare module 'vitest' {
  interface ProvidedContext {
    lanes: readonly Lane[]
    /** A workspace that nothing has come into, and nothing does; with an owner, who has signed in. */
    empty: Addresses & { readonly owner: Cookie[] }
    /** The example company with its history as a folder to start on: loading it takes longest of all. */
    company: string
    /** Where the browser listens. */
    browser: string
  }
}

/** Starts the browser, and what each lane works on, once for the whole run. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const stops: (() => Promise<unknown>)[] = []
  const stop = async (): Promise<void> =>
    void (await Promise.allSettled(stops.map((each) => each())))
  const open = async (options?: StackOptions): Promise<Stack> => {
    const stack = await openStack(options)
    stops.push(stack.stop)
    return stack
  }
  const openLane = async (workspace: string): Promise<Lane> => {
    const company = await open({ workspace, state: 'as it is' })
    const people = {} as Record<Role, Cookie[]>
    for (const role of roles) people[role] = await signIn(role, company)
    return { company: addressesOf(company), people }
  }
  const openLanes = async (): Promise<Lane[]> => {
    const prepared = await openStack({ state: 'history' })
    stops.push(prepared.stop)
    await prepared.halt()
    project.provide('company', prepared.workspace)
    const lanes = Array.from({ length: project.config.maxWorkers }, () => prepared.workspace)
    return Promise.all(lanes.map(openLane))
  }
  try {
    const workspace = join(import.meta.dirname, '../../fixtures/many-rows')
    const openEmpty = async () => {
      const stack = addressesOf(await open({ workspace }))
      return { ...stack, owner: await signIn('owner', stack) }
    }
    const [browser, empty, lanes] = await Promise.all([openBrowser(), openEmpty(), openLanes()])
    stops.push(() => browser.close())
    project.provide('browser', browser.wsEndpoint())
    project.provide('empty', empty)
    project.provide('lanes', lanes)
  } catch (error) {
    await stop()
    throw error
  }
  return stop
}

const openBrowser = (): Promise<BrowserServer> =>
  chromium.launchServer({
    executablePath: findChromium(),
    args: ['--no-sandbox', '--disable-dev-shm-usage', '--force-color-profile=srgb'],
  })

const addressesOf = ({ workspace, app, edge, pid }: Addresses): Addresses => ({
  workspace,
  app,
  edge,
  pid,
})
