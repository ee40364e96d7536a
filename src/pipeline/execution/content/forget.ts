import { sql, type Queryable } from '../../../platform/database/index.ts'
import { contentChannel } from './publication-store.ts'

/** Deletes every entry with its versions and publications, and tells readers' copies. The files stay. */
export async function forgetContent(tx: Queryable): Promise<void> {
  await tx.query(
    sql`truncate content_publication, content_version, content_entry, content_collection`,
  )
  await tx.query(sql`select pg_notify(${contentChannel}, '')`)
}
