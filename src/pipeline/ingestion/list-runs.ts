import type { Queryable } from '../../platform/database/index.ts'
import { selectRuns, type ListedRun, type RunFilter } from './run-store.ts'

const mostPerPage = 500

/** The readings of sources, the latest first. `after` is the last id of the page before. */
export async function listRuns(
  { db }: { db: Queryable },
  filter: RunFilter = {},
  page: { after?: number | undefined; limit?: number | undefined } = {},
): Promise<{ runs: ListedRun[]; next?: number }> {
  const limit = Math.min(Math.max(1, Math.trunc(page.limit ?? 50)), mostPerPage)
  const rows = await selectRuns(db, filter, page.after ?? Number.MAX_SAFE_INTEGER, limit + 1)
  const runs = rows.slice(0, limit)
  return rows.length > limit ? { runs, next: runs.at(-1)!.id } : { runs }
}
