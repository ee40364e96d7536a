import type { Queryable } from '../../../platform/database/index.ts'
import { render } from './render.ts'
import { keepPages, selectUnrendered } from './store.ts'

/**
 * Makes the pages of versions that have none yet. A version never changes, so this needs no lock, and a
 * page that is made twice is the same page.
 */
export async function makePages(
  db: Queryable,
  versions: readonly { entry: number; version: number }[],
): Promise<void> {
  const texts = await selectUnrendered(db, versions)
  const pages = texts.map(({ entry, version, markdown }) => ({
    entry,
    version,
    html: render(markdown),
  }))
  if (pages.length > 0) await keepPages(db, pages)
}
