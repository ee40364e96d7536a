import type { VariantTable } from '../edge/index.ts'
import type { Clock } from '../platform/clock.ts'
import type { Database } from '../platform/database/index.ts'
import { digest } from '../platform/digest.ts'
import { insertTable, selectPublications, takeTurn } from './store.ts'

/** The channel on which edges hear of a new version; the payload is its number. */
export const tableChannel = 'linchpin_variant_table'

export interface PublishDeps {
  readonly db: Database
  readonly clock: Clock
}

/** What a table says, whichever version says it. */
export const digestOf = ({ placements }: VariantTable): string => digest(JSON.stringify(placements))

/**
 * Publishes a variant table as the next version, unless it says the same as the latest one. Edges are
 * told in the same transaction, so none hears of a version that is not there.
 * @param by who or what decided on the weights
 * @returns the version that is now in force, and whether it is new
 */
export function publishTable(
  { db, clock }: PublishDeps,
  table: VariantTable,
  by = 'workspace',
): Promise<{ version: number; isNew: boolean }> {
  const content = digestOf(table)
  return db.transaction(async (tx) => {
    await takeTurn(tx)
    const [latest] = await selectPublications(tx, 1)
    if (latest?.digest === content) return { version: latest.version, isNew: false }
    const version = (latest?.version ?? 0) + 1
    const publication = { version, digest: content, publishedAt: clock.now(), publishedBy: by }
    await insertTable(tx, publication, JSON.stringify({ ...table, version }), tableChannel)
    return { version, isNew: true }
  })
}
