import { follow, type Following } from '../../../platform/database/follow.ts'
import { tryAgain, type Queryable } from '../../../platform/database/index.ts'
import type { Log } from '../../../platform/log.ts'
import {
  addressOf,
  contentChannel,
  markTold,
  takeUntold,
  type UntoldPublication,
} from '../../execution/index.ts'
import { accept, type AcceptDeps } from '../../ingestion/index.ts'
import { publications } from './publications.ts'

const batchSize = 200

/**
 * Brings publications and withdrawals that were not told yet through the door. Each was written down in
 * the transaction that published, and is marked as told in the transaction in which its signal lands:
 * whenever a process dies, what is published and what is known of it come to the same.
 * @returns how many were told now
 */
export async function tellPublications(deps: AcceptDeps): Promise<number> {
  for (let told = 0; ;) {
    const count = await tryAgain(() => deps.db.transaction((tx) => tellSome(deps, tx)))
    told += count
    if (count < batchSize) return told
  }
}

async function tellSome(deps: AcceptDeps, tx: Queryable): Promise<number> {
  const untold = await takeUntold(tx, batchSize)
  if (untold.length === 0) return 0
  const now = deps.clock.now()
  const records = untold.map((each) => ({ raw: recordOf(each) }))
  const origin = { source: 'linchpin.content', receivedAt: now }
  await accept(deps, publications, records, { ...origin, within: tx })
  await markTold(
    tx,
    untold.map(({ id }) => id),
    now,
  )
  return untold.length
}

/** Tells publications as they happen, for as long as the process runs. */
export const followPublications = ({ log, ...deps }: AcceptDeps & { log: Log }): Following =>
  follow({
    db: deps.db,
    log,
    channel: contentChannel,
    what: 'the list of publications',
    look: async () => {
      const told = await tellPublications(deps)
      if (told > 0) log.info({ told }, 'told of publications')
    },
  })

function recordOf(publication: UntoldPublication) {
  const { collection, slug, version, action, at, publishedAt, urlPattern, fields } = publication
  return {
    collection,
    slug,
    version,
    action,
    at: at.toISOString(),
    title: fields.title,
    topics: fields.topics.map(({ id }) => id),
    authors: fields.authors,
    url: addressOf(urlPattern, slug),
    publishedAt: new Date(fields.date ?? publishedAt).toISOString(),
  }
}
