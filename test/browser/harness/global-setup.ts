import { join } from 'node:path'
import { chromium } from 'playwright-core'
import type { TestProject } from 'vitest/node'
import { findChromium } from './find-chromium.ts'
import { roles, signIn, type Cookie, type Role } from './sign-in.ts'
import { openStack, type Addresses } from './stack.ts'

/** What the tests of one lane share: each lane runs one file at a time. */
export interface Lane {
  /** The example company. */
  readonly company: Addresses
  /** Somebody of each role, signed in there. */
  readonly people: Record<Role, Cookie[]>
  /** A workspace that nothing has come into. Whoever puts something there takes it out again. */
  readonly empty: Addresses
}

declare module 'vitest' {
  interface ProvidedContext {
    lanes: readonly Lane[]
    /** Where the browser listens. */
    browser: string
  }
}

interface OpenLane extends Lane {
  readonly stop: () => Promise<unknown>
}

/** Starts the browser, and what each lane works on, once for the whole run. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const browser = await chromium.launchServer({
    executablePath: findChromium(),
    args: ['--no-sandbox', '--disable-dev-shm-usage', '--force-color-profile=srgb'],
  })
  const opening = Array.from({ length: project.config.maxWorkers }, openLane)
  const stop = async (): Promise<void> => {
    const opened = (await Promise.allSettled(opening)).filter((each) => each.status === 'fulfilled')
    await Promise.all([browser.close(), ...opened.map(({ value }) => value.stop())])
  }
  const lanes = await Promise.all(opening).catch(async (error: unknown) => {
    await stop()
    throw error
  })
  project.provide(
    'lanes',
    lanes.map(({ company, people, empty }) => ({ company, people, empty })),
  )
  project.provide('browser', browser.wsEndpoint())
  return stop
}

async function openLane(): Promise<OpenLane> {
  const workspace = join(import.meta.dirname, '../../fixtures/many-rows')
  const starting = [openStack(), openStack({ workspace, history: false })] as const
  const stop = async (): Promise<void> => {
    const started = await Promise.allSettled(starting)
    const running = started.filter((each) => each.status === 'fulfilled')
    await Promise.all(running.map(({ value }) => value.stop()))
  }
  try {
    const [company, empty] = await Promise.all(starting)
    const people = {} as Record<Role, Cookie[]>
    for (const role of roles) people[role] = await signIn(role, company)
    return { company: addressesOf(company), people, empty: addressesOf(empty), stop }
  } catch (error) {
    await stop()
    throw error
  }
}

const addressesOf = ({ workspace, app, edge, pid }: Addresses): Addresses => ({
  workspace,
  app,
  edge,
  pid,
})
