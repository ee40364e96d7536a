import { err, ok, type Result } from '../../../core/result.ts'
import type { Clock } from '../../../platform/clock.ts'
import type { Database, Queryable } from '../../../platform/database/index.ts'
import { makePages } from './make-pages.ts'
import { publishVersions, withdrawEntry } from './publication-store.ts'
import { recoverGone } from './report-import.ts'
import { hasVersion, lockEntry, type EntryState } from './store.ts'

export interface PublishDeps {
  readonly db: Database
  readonly clock: Clock
}

/** Why an entry was not published or withdrawn. */
export interface PublishRefusal {
  /** `unknown`: no such entry or version. `stale`: somebody else was first. `incomplete`: something must be said first. */
  readonly refused: 'unknown' | 'stale' | 'incomplete'
  readonly detail: string
  /** What is published now, where that is the reason. */
  readonly published?: number | null
}

export interface PublishRequest {
  readonly collection: string
  readonly slug: string
  readonly by: string
  /** What the caller saw published, null for nothing; refused when that has changed. Not looked at when left out. */
  readonly expected?: number | null | undefined
}

export interface Published {
  readonly published: number | null
  /** False when it was so already. */
  readonly changed: boolean
}

/**
 * Publishes one version of an entry. Later edits make later versions and change nothing for readers.
 * Asking twice has one effect.
 */
export async function publish(
  deps: PublishDeps,
  { version, ...request }: PublishRequest & { version: number },
): Promise<Result<Published, PublishRefusal>> {
  return change(deps, request, async (tx, entry) => {
    if (entry.published === version) return ok({ published: version, changed: false })
    const stale = checkExpected(entry, request)
    if (stale) return err(stale)
    if (!Number.isInteger(version) || !(await hasVersion(tx, entry.id, version))) {
      const detail = `"${request.slug}" has no version ${version}; its newest is ${entry.latest}`
      return err({ refused: 'unknown', detail })
    }
    const versions = [{ entry: entry.id, version, since: entry.publication }]
    await makePages(tx, versions)
    await publishVersions(tx, versions, { at: deps.clock.now(), by: request.by, reason: '' })
    return ok({ published: version, changed: true })
  })
}

/** Takes an entry back from its readers, with the reason. It stays so until somebody publishes it again. */
export async function withdraw(
  deps: PublishDeps,
  { reason, ...request }: PublishRequest & { reason: string },
): Promise<Result<Published, PublishRefusal>> {
  if (!reason.trim()) return err({ refused: 'incomplete', detail: 'say the reason' })
  return change(deps, request, async (tx, entry) => {
    if (entry.published === null) return ok({ published: null, changed: false })
    const stale = checkExpected(entry, request)
    if (stale) return err(stale)
    await withdrawEntry(tx, entry.id, { at: deps.clock.now(), by: request.by, reason })
    const { collection, slug, by } = request
    const recovery = { by, reason: `it was withdrawn: ${reason}` }
    await recoverGone({ db: tx, clock: deps.clock }, collection, recovery, [slug])
    return ok({ published: null, changed: true })
  })
}

async function change(
  { db }: PublishDeps,
  { collection, slug, by }: PublishRequest,
  work: (tx: Queryable, entry: EntryState) => Promise<Result<Published, PublishRefusal>>,
): Promise<Result<Published, PublishRefusal>> {
  if (!by.trim()) return err({ refused: 'incomplete', detail: 'say who does it' })
  return db.transaction(async (tx) => {
    const entry = await lockEntry(tx, collection, slug)
    if (entry) return work(tx, entry)
    return err({ refused: 'unknown', detail: `${collection} has no entry "${slug}"` })
  })
}

function checkExpected(
  { published }: EntryState,
  { slug, expected }: PublishRequest,
): PublishRefusal | undefined {
  if (expected === undefined || expected === published) return undefined
  const now = published === null ? 'nothing' : `version ${published}`
  const detail = `of "${slug}", ${now} is published by now; look at it and decide again`
  return { refused: 'stale', detail, published }
}
