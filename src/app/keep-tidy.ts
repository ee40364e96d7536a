import type { Accounts } from '../accounts/index.ts'
import type { Log } from '../platform/log.ts'

const hourMs = 60 * 60 * 1_000

/** Looks after the accounts at once and every hour; returns how to stop. */
export function keepTidy({ accounts, log }: { accounts: Accounts; log: Log }): () => void {
  const tidy = (): void => {
    accounts.tidy().catch((error: unknown) => log.warn({ error }, 'the accounts were not tidied'))
  }
  tidy()
  const timer = setInterval(tidy, hourMs).unref()
  return () => clearInterval(timer)
}
