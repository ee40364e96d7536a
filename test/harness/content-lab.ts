import { beforeAll, beforeEach } from 'vitest'
import { sql, type Database } from '../../src/platform/database/index.ts'
import { defineContent } from '../../src/pipeline/execution/define.ts'
import type { ContentDeps } from '../../src/pipeline/execution/content/import-folder.ts'
import { contentFolder } from './content-folder.ts'
import { testDatabase } from './test-database.ts'

/** A folder of a blog for each test, and a database that knows none of its entries. */
export function contentLab() {
  let db: Database
  let deps: ContentDeps
  let write: Awaited<ReturnType<typeof contentFolder>>['write']
  beforeAll(async () => {
    db = await testDatabase()
  })
  beforeEach(async () => {
    const made = await contentFolder()
    write = made.write
    const clock = { now: () => new Date('2026-05-04T10:00:00Z') }
    deps = { db, clock, routes: [], folder: made.folder, by: 'ana' }
    await db.query(sql`
      truncate content_collection, content_entry, content_version, content_publication,
        exception, exception_event`)
  })
  return {
    blog: defineContent({
      name: 'blog',
      title: 'Blog',
      folder: 'blog',
      url: 'https://example.com/blog/:slug',
      owner: 'editors',
    }),
    /** What names an entry of the blog besides its slug. */
    ask: { collection: 'blog', by: 'ana' },
    deps: () => deps,
    db: () => db,
    /** Writes files, and takes those away that are null. */
    write: (files: Parameters<typeof write>[0]) => write(files),
    post: (title: string, extra = '', body = 'Text.') =>
      `---\ntitle: ${title}\n${extra}---\n${body}\n`,
    entries: () =>
      db.query(sql`select slug, path, latest, published from content_entry order by slug`),
    troubles: () =>
      db.query<{ mode: string; owner: string; title: string; occurrences: number }>(
        sql`select mode, owner, title, occurrences from exception order by id`,
      ),
  }
}
