import { listAudit, verifyAudit, type Accounts } from '../../accounts/index.ts'
import type { auditEndpoints } from '../api/audit.ts'
import type { Handlers } from '../server/handlers.ts'

/** The audit trail over HTTP. */
export const auditHandlers = ({
  accounts: { db },
}: {
  readonly accounts: Accounts
}): Pick<Handlers, keyof typeof auditEndpoints> => ({
  async listAudit({ query: { after, limit } }) {
    const page = await listAudit(db, { limit, ...(after ? { after: Number(after) } : {}) })
    // Every entry is looked at: once for a reader, and not for each page that they read on.
    if (after) return page
    const { state, entries, ...rest } = await verifyAudit(db)
    return { ...page, trail: { state, entries, at: 'at' in rest ? rest.at : null } }
  },
})
