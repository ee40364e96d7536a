import { ok, type Result } from '../../../core/result.ts'
import type { ContentCollection } from '../define.ts'
import { importFolder, type ContentDeps, type ImportSummary } from './import-folder.ts'
import { makePages } from './make-pages.ts'
import { publishVersions, selectOncePublished } from './publication-store.ts'
import { selectStates } from './store.ts'

export interface FolderSummary extends ImportSummary {
  readonly published: number
  /** Entries whose newest version is a draft; what was published of them before stays. */
  readonly drafts: number
  /** Entries that a person withdrew; they stay so until somebody publishes them by name. */
  readonly withdrawn: number
  /** Entries of which a person published an older version again; they stay so until there is a newer one. */
  readonly heldBack: number
}

const batchSize = 100

/**
 * Imports a collection's folder and publishes the newest version of every entry that is no draft and
 * was neither withdrawn nor put back to an older version by a person. Cut off half-way, it is simply run
 * again.
 */
export async function publishFolder(
  deps: ContentDeps,
  collection: ContentCollection,
): Promise<Result<FolderSummary, string>> {
  const imported = await importFolder(deps, collection)
  if (!imported.ok) return imported
  const states = await selectStates(deps.db, collection.name)
  const drafts = states.filter(({ draft }) => draft)
  const withdrawn = states.filter(({ draft, withdrawnAt }) => !draft && withdrawnAt !== null)
  const newer = states
    .filter(({ draft, withdrawnAt, latest, published }) => {
      return !draft && withdrawnAt === null && latest !== published
    })
    .map(({ id, latest, publication }) => ({ entry: id, version: latest, since: publication }))
  // Whoever chose an older version had seen the newest one live.
  const seen = await selectOncePublished(deps.db, newer)
  const due = newer.filter(({ entry }) => !seen.has(entry))
  let published = 0
  for (let n = 0; n < due.length; n += batchSize) {
    const some = due.slice(n, n + batchSize)
    await makePages(deps.db, some)
    const deed = { at: deps.clock.now(), by: deps.by, reason: '' }
    const changed = await deps.db.transaction((tx) => publishVersions(tx, some, deed))
    published += changed.length
  }
  return ok({
    ...imported.value,
    published,
    drafts: drafts.length,
    withdrawn: withdrawn.length,
    heldBack: newer.length - due.length,
  })
}
