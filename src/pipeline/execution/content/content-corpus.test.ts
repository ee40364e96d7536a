import { cp, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { stringify } from 'yaml'
import { contentFolder } from '../../../../test/harness/content-folder.ts'
import { sharedData } from '../../../../test/harness/shared-data.ts'
import { testDatabase } from '../../../../test/harness/test-database.ts'
import { sql } from '../../../platform/database/index.ts'
import { openLog } from '../../../platform/log.ts'
import { defineContent } from '../define.ts'
import { publishFolder } from './publish-folder.ts'
import { createContentReader } from './reading/content-reader.ts'
import { topicId } from './topic.ts'

const corpus = sharedData('content-corpus')

interface Post {
  readonly path: string
  readonly body: string
  readonly topics: readonly string[]
}

/** 1,659 posts of ten years from a real CMS, and two whose front matter is malformed as found. */
describe.skipIf(!corpus)('a real blog (skipped without shared data)', () => {
  test('goes in whole: each bad file, conflict and topic comes out as documented', async () => {
    const db = await testDatabase()
    const { folder, write } = await contentFolder()
    const lines = (await readFile(join(corpus!, 'posts.jsonl'), 'utf8')).trim().split('\n')
    const posts = lines.map((line) => JSON.parse(line) as Post)
    await write(
      Object.fromEntries(
        posts.map(({ path, body, ...front }) => [path, `---\n${stringify(front)}---\n${body}`]),
      ),
    )
    await cp(join(corpus!, 'markdown/content/news'), join(folder, 'content/news'), {
      recursive: true,
    })
    const news = defineContent({
      name: 'news',
      title: 'News',
      folder: 'content/news',
      url: 'https://digital.gov/:slug/',
    })
    const clock = { now: () => new Date('2026-05-04T10:00:00Z') }
    const deps = { db, clock, routes: [], folder, by: 'ana' }

    const first = await publishFolder(deps, news)
    // One post has no title, two claim one slug, and two have blank lines above their front matter.
    expect(first).toMatchObject({
      value: { files: 1_661, created: 1_656, leftOut: 3, inConflict: 2, published: 1_656 },
    })
    expect(await publishFolder(deps, news)).toMatchObject({
      value: { created: 0, revised: 0, unchanged: 1_656, published: 0 },
    })

    const troubles = await db.query<{ mode: string; title: string }>(
      sql`select mode, title from exception order by mode, title`,
    )
    expect(troubles.map(({ mode, title }) => `${mode} ${title}`)).toEqual([
      expect.stringMatching(/^conflict .*another-example.md and .*yet-another-example.md claim/),
      expect.stringMatching(
        /^malformed .*2015-06-29-creating.*line 3: the front matter must start/,
      ),
      expect.stringMatching(/^malformed .*2016-02-08-the-content.*line 3: the front matter must/),
      expect.stringMatching(/^violation .*2018-09-24-example.md is left out.*title is missing/),
    ])

    const spellings = new Set(posts.flatMap(({ topics }) => topics))
    expect([spellings.size, new Set([...spellings].map(topicId)).size]).toEqual([50, 49])
    const [topics] = await db.query<{ titles: number; ids: number }>(sql`
      select count(distinct t->>'id') as ids, count(distinct t->>'title') as titles
      from content_version, jsonb_array_elements(fields->'topics') t`)
    expect(topics).toEqual({ ids: 49, titles: 50 })
    // The fifteen without topics: these, and those of them that did not go in.
    const [without] = await db.query<{ count: number }>(
      sql`select count(*) as count from content_version where fields->'topics' = '[]'`,
    )
    const refused = posts.filter(
      ({ path, topics }) => topics.length === 0 && /\d-(yet-)?(another-)?example\.md$/.test(path),
    )
    expect(without!.count + refused.length).toBe(15)

    const log = openLog({ name: 'edge', level: 'silent' })
    const reader = createContentReader({ db, log, cacheFile: join(folder, 'kept') })
    await reader.loaded
    const get = (path: string) => reader.answer({ method: 'GET', path, headers: {} })
    const list = JSON.parse(
      String(get('/content/v1/news?topic=Artificial Intelligence')?.body),
    ) as {
      total: number
    }
    const moved = posts.filter((post) => 'redirect' in post && post.redirect)
    expect(get('/content/v1/news/qr-codes')?.status).toBe(301)
    expect(list.total).toBeGreaterThan(0)
    const all = JSON.parse(String(get('/content/v1/news')?.body)) as { total: number }
    expect(all.total).toBe(1_656 - moved.length)
    await reader.close()
  }, 60_000)
})
