import type { Page } from 'playwright-core'
import { onTestFinished } from 'vitest'
import { until } from '../../harness/until.ts'
import { descendants } from './processes.ts'
import type { Addresses } from './stack.ts'

function signal(pids: readonly number[], name: NodeJS.Signals): void {
  for (const pid of pids) {
    try {
      process.kill(pid, name)
    } catch {
      // It has ended by itself meanwhile.
    }
  }
}

/** Stops the database in its tracks: it answers nobody until `resume` (which comes with the end of the test). */
export function freezeDatabase({ pid }: Addresses): { resume: () => void } {
  if (descendants(pid, 'postgres').length === 0) throw new Error('there is no database to stop')
  signal(descendants(pid, 'postgres'), 'SIGSTOP')
  // What it began to answer by while it was being stopped.
  const pids = descendants(pid, 'postgres')
  signal(pids, 'SIGSTOP')
  const resume = (): void => signal(pids, 'SIGCONT')
  onTestFinished(resume)
  return { resume }
}

/**
 * Kills a role and keeps it away: its parent stands still, so that nobody starts it again, until
 * `comeBack`, which resolves once it serves (and comes with the end of the test).
 */
export async function keepAway(
  stack: Addresses,
  role: 'app' | 'edge',
): Promise<{ comeBack: () => Promise<unknown> }> {
  signal([stack.pid], 'SIGSTOP')
  const comeBack = (): Promise<unknown> => {
    signal([stack.pid], 'SIGCONT')
    return served(stack, role)
  }
  onTestFinished(async () => void (await comeBack()))
  kill(stack, role)
  await until(() =>
    fetch(`${stack[role]}/healthz`).then(
      () => false,
      () => true,
    ),
  )
  return { comeBack }
}

/** Kills a role as the machine would; its parent starts it again. */
export function kill({ pid }: Addresses, role: 'app' | 'edge'): void {
  const pids = descendants(pid, `${role}-role`)
  if (pids.length === 0) throw new Error(`there is no ${role} to kill`)
  signal(pids, 'SIGKILL')
}

/** Waits until a role serves again. */
export const served = (stack: Addresses, role: 'app' | 'edge' = 'app'): Promise<unknown> =>
  until(() =>
    fetch(`${stack[role]}/readyz`).then(
      ({ ok }) => ok,
      () => false,
    ),
  )

/**
 * Holds every question of this page to the API back until `release`: an API that is slow, for as long as
 * one looks. The stream is left alone, and who is signed in is told. Through the debugger, which unlike a
 * route of the page leaves its cache in use and everything else alone.
 */
export async function holdApi(page: Page): Promise<{ release: () => Promise<void> }> {
  const session = await page.context().newCDPSession(page)
  const held = new Set<string>()
  let isHolding = true
  // A page that has gone on meanwhile took its question with it.
  const letGo = (requestId: string): Promise<unknown> =>
    session.send('Fetch.continueRequest', { requestId }).catch(() => {})
  session.on('Fetch.requestPaused', ({ requestId, request }) => {
    if (isHolding && !/\/api\/(stream|me$)/.test(request.url)) held.add(requestId)
    else void letGo(requestId)
  })
  await session.send('Fetch.enable', { patterns: [{ urlPattern: '*/api/*' }] })
  const end = async (): Promise<void> => {
    isHolding = false
    await Promise.all([...held].map(letGo))
    await session.send('Fetch.disable')
    await session.detach()
  }
  let ended: Promise<void> | undefined
  const release = (): Promise<void> => (ended ??= end())
  onTestFinished(release)
  return { release }
}

/** Lets every answer of the API to this page wait; the stream is left alone. */
export async function slowApi(page: Page, ms: number): Promise<void> {
  await page.route(/\/api\/(?!stream)/, async (route) => {
    await new Promise((resolve) => setTimeout(resolve, ms))
    await route.continue().catch(() => {})
  })
}
