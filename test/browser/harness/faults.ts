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
  const pids = descendants(pid, 'postgres')
  if (pids.length === 0) throw new Error('there is no database to stop')
  signal(pids, 'SIGSTOP')
  const resume = (): void => signal(pids, 'SIGCONT')
  onTestFinished(resume)
  return { resume }
}

/** Kills a role as the machine would; its parent starts it again. */
export function kill({ pid }: Addresses, role: 'app' | 'edge'): void {
  const pids = descendants(pid, `${role}-role`)
  if (pids.length === 0) throw new Error(`there is no ${role} to kill`)
  signal(pids, 'SIGKILL')
}

/** Waits until the app serves again. */
export const served = ({ app }: Addresses): Promise<unknown> =>
  until(() =>
    fetch(`${app}/readyz`).then(
      ({ ok }) => ok,
      () => false,
    ),
  )

/** Lets every answer of the API to this page wait; the stream is left alone. */
export async function slowApi(page: Page, ms: number): Promise<void> {
  await page.route(/\/api\/(?!stream)/, async (route) => {
    await new Promise((resolve) => setTimeout(resolve, ms))
    await route.continue().catch(() => {})
  })
}
