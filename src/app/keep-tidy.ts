import { raiseOnce } from '../exceptions/index.ts'
import { forgetOldUploads } from '../pipeline/ingestion/index.ts'
import type { AppContext } from './context.ts'
import { uploadsOf } from './uploads-of.ts'

const hourMs = 60 * 60 * 1_000

type TidyDeps = Pick<AppContext, 'accounts' | 'db' | 'clock' | 'routes' | 'log' | 'stateFolder'>

/** Looks after the accounts and the uploads at once and every hour; returns how to stop. */
export function keepTidy(deps: TidyDeps): () => void {
  const look = (): void => {
    const warn = (what: string) => (error: unknown) =>
      deps.log.warn({ error }, `the ${what} were not tidied`)
    tidyAccounts(deps).catch(warn('accounts'))
    forgetOldUploads(uploadsOf(deps.stateFolder)).catch(warn('uploads'))
  }
  look()
  const timer = setInterval(look, hourMs).unref()
  return () => clearInterval(timer)
}

/** That somebody wrote into the audit trail past Linchpin is a person's to judge. */
async function tidyAccounts(deps: TidyDeps): Promise<void> {
  const trail = await deps.accounts.tidy()
  if (trail.state === 'whole') return
  const { at: entry, entries } = trail
  await raiseOnce(deps, {
    mode: 'conflict',
    owner: 'operations',
    title: 'The audit trail was changed outside Linchpin',
    about: `audit trail, entry ${entry}`,
    detail: {
      reason: `entry ${entry} is not as it was written, or one before it is gone`,
      remedy: 'compare the trail with a backup, and find out who may write to the database',
      entry,
      entries,
    },
  })
}
