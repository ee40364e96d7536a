import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { contentFolder } from '../../../../../test/harness/content-folder.ts'
import { testDatabase } from '../../../../../test/harness/test-database.ts'
import { until } from '../../../../../test/harness/until.ts'
import { openDatabase, sql, type Database } from '../../../../platform/database/index.ts'
import { openLog } from '../../../../platform/log.ts'
import { defineContent } from '../../define.ts'
import type { ContentDeps } from '../import-folder.ts'
import { publishFolder } from '../publish-folder.ts'
import { withdraw } from '../publish.ts'
import { createContentReader, type ContentReader } from './content-reader.ts'

const blog = defineContent({
  name: 'blog',
  title: 'The <Blog>',
  folder: 'blog',
  url: 'https://example.com/blog/:slug',
})

let db: Database
let deps: ContentDeps
let cacheFile: string
let write: Awaited<ReturnType<typeof contentFolder>>['write']
let reader: ContentReader
const lines: string[] = []
const log = openLog({ name: 'edge', write: (line) => lines.push(line) })

beforeAll(async () => {
  db = await testDatabase()
})
beforeEach(async () => {
  const made = await contentFolder()
  write = made.write
  cacheFile = join(made.folder, 'edge/content')
  const clock = { now: () => new Date('2026-05-04T10:00:00Z') }
  deps = { db, clock, routes: [], folder: made.folder, by: 'ana' }
  await db.query(
    sql`truncate content_collection, content_entry, content_version, content_publication`,
  )
  await write({
    'blog/one.md':
      '---\ntitle: One & Only\ndate: 2026-01-01\ntopics: [Open Data]\nauthors: [Ana]\nhero: a.png\n---\n*Hi* <script>x</script>',
    'blog/two.md': '---\ntitle: Two\ndate: 2026-02-01\ntopics: [mobile, open data]\n---\nText',
    'blog/three.md': '---\ntitle: Three\ndate: 2026-02-01\n---\nText',
    'blog/old.md': '---\ntitle: Old\nredirect: one\n---\n',
    'blog/away.md': '---\ntitle: Away\nredirect: https://example.org/a b?c=d\n---\n',
    'blog/esc.md': '---\ntitle: Escaped\nslug: sin%e2%80%8a-x\ndate: 2020-01-01\n---\n',
    'blog/draft.md': '---\ntitle: Draft\ndraft: true\n---\n',
  })
  await publishFolder(deps, blog)
  reader = createContentReader({ db, log, cacheFile, pollMs: 600_000 })
  await reader.loaded
})
afterEach(() => reader.close())

const get = (path: string, headers: Record<string, string> = {}, method = 'GET') => {
  const answer = reader.answer({ method, path: `/content/v1/${path}`, headers })
  if (!answer) throw new Error('not ours')
  return { ...answer, text: String(answer.body) }
}
const json = (path: string) =>
  JSON.parse(get(path).text) as { total: number; next?: string; entries: { slug: string }[] }
const slugs = (path: string) => json(path).entries.map(({ slug }) => slug)

/** Waits for the reader to have heard: until the answer is another. */
async function changed<T>(look: () => T): Promise<T> {
  const before = JSON.stringify(look())
  for (;;) {
    const now = look()
    if (JSON.stringify(now) !== before) return now
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

describe('the read API', () => {
  test('answers an entry with its version, its text and its page', () => {
    const answer = get('blog/one')
    expect(JSON.parse(answer.text)).toEqual({
      slug: 'one',
      version: 1,
      title: 'One & Only',
      topics: [{ id: 'open-data', title: 'Open Data' }],
      authors: ['Ana'],
      publishedAt: '2026-01-01T00:00:00.000Z',
      updatedAt: '2026-05-04T10:00:00.000Z',
      url: 'https://example.com/blog/one',
      more: { hero: 'a.png' },
      markdown: '*Hi* <script>x</script>',
      html: '<p><em>Hi</em> </p>\n',
    })
    expect(answer.headers).toMatchObject({
      'content-type': 'application/json',
      'content-length': String(answer.text.length),
      etag: expect.stringMatching(/^".+"$/) as string,
      'access-control-allow-origin': '*',
    })
  })

  test('lists a collection, the newest first, by topic and page by page', () => {
    expect(slugs('blog')).toEqual(['three', 'two', 'one', 'sin%e2%80%8a-x'])
    expect(slugs('blog?topic=OPEN_data')).toEqual(['two', 'one'])
    expect(json('blog?topic=none')).toMatchObject({ total: 0, entries: [] })
    const first = json('blog?limit=3')
    expect(first.entries).toHaveLength(3)
    const rest = json(`blog?limit=3&after=${first.next}`)
    expect(rest.entries.map(({ slug }) => slug)).toEqual(['sin%e2%80%8a-x'])
    expect(rest.next).toBeUndefined()
  })

  test('says 304 to whoever has it already, by its tag', () => {
    for (const path of ['blog/one', 'blog', 'blog/feed.xml']) {
      const { etag } = get(path).headers as Record<string, string>
      expect(get(path, { 'if-none-match': `"x", W/${etag}` })).toMatchObject({
        status: 304,
        text: '',
      })
      expect(get(path, { 'if-none-match': '*' }).status).toBe(304)
      expect(get(path, { 'if-none-match': '"x"' }).status).toBe(200)
      expect(get(path, {}, 'HEAD')).toMatchObject({ status: 200, text: '' })
    }
  })

  test('sends readers of a moved entry on, and lists it no more', () => {
    expect(get('blog/old')).toMatchObject({
      status: 301,
      headers: { location: '/content/v1/blog/one' },
    })
    expect(get('blog/away').headers['location']).toBe('https://example.org/a%20b?c=d')
    expect(slugs('blog')).not.toContain('old')
  })

  test('finds a slug that is escaped in its own text, as browsers ask for it', () => {
    expect(get('blog/sin%e2%80%8a-x').status).toBe(200)
    expect(get('blog/sin%25e2%2580%258a-x').status).toBe(200)
  })

  test.each([
    ['blog/draft', 404],
    ['blog/none', 404],
    ['blog/%zz', 404],
    ['blog/one/more', 404],
    ['none', 404],
    ['', 404],
    ['blog?limit=0', 400],
    ['blog?limit=1e9', 400],
    ['blog?after=nonsense', 400],
    ['../../etc/passwd', 404],
  ])('refuses %j with a problem document', (path, status) => {
    const answer = get(path)
    expect(answer).toMatchObject({
      status,
      headers: { 'content-type': 'application/problem+json' },
    })
    expect(JSON.parse(answer.text)).toMatchObject({ status, detail: expect.any(String) })
  })

  test('is only read, and leaves other paths to others', () => {
    expect(get('blog', {}, 'POST')).toMatchObject({ status: 405, headers: { allow: 'GET, HEAD' } })
    expect(get('blog', {}, 'OPTIONS').status).toBe(204)
    expect(reader.answer({ method: 'GET', path: '/v1/batch', headers: {} })).toBeUndefined()
  })

  test('gives a feed of RSS 2.0 that parses and stays the same', () => {
    const { text, headers } = get('blog/feed.xml')
    expect(headers['content-type']).toBe('application/rss+xml; charset=utf-8')
    expect(text).toContain('<title>The &lt;Blog&gt;</title>')
    expect(text).toContain('<dc:creator>Ana</dc:creator>')
    expect(text).toContain('<pubDate>Thu, 01 Jan 2026 00:00:00 GMT</pubDate>')
    expect(text).toContain('<link>https://example.com/blog/sin%e2%80%8a-x</link>')
    expect(text.match(/<item>/g)).toHaveLength(4)
    expect(text).not.toMatch(/<author>|<script>|<lastBuildDate>/)
  })
})

describe('the reader', () => {
  test('hears of a publication and of a withdrawal', async () => {
    await write({ 'blog/one.md': '---\ntitle: One, changed\n---\n' })
    await publishFolder(deps, blog)
    expect((await changed(() => get('blog/one'))).text).toContain('One, changed')
    await withdraw(deps, { collection: 'blog', slug: 'two', by: 'ana', reason: 'legal' })
    expect((await changed(() => get('blog/two'))).status).toBe(404)
  })

  test('lets nobody keep what was withdrawn or changed, by tag or by time', async () => {
    const paths = ['blog', 'blog/feed.xml', 'blog/one']
    const held = paths.map((path) => {
      const { etag, 'last-modified': modified } = get(path).headers
      return { path, etag: etag!, modified: modified ?? 'Mon, 04 May 2036 10:00:00 GMT' }
    })
    await withdraw(deps, { collection: 'blog', slug: 'two', by: 'ana', reason: 'legal' })
    await until(() => !slugs('blog').includes('two'))
    await write({ 'blog/one.md': '---\ntitle: One\ndate: 2026-01-01\n---\nChanged' })
    await publishFolder(deps, blog)
    await until(() => get('blog/one').text.includes('Changed'))
    for (const { path, etag, modified } of held) {
      for (const headers of [{ 'if-none-match': etag }, { 'if-modified-since': modified }]) {
        const { status, text } = get(path, headers)
        expect([path, status]).toEqual([path, 200])
        expect(text).not.toMatch(/Two|Only/)
      }
    }
  })

  test('goes on without a database, also from its start, with what it kept', async () => {
    // Word processors write line ends of their own, which JSON leaves as they are.
    await write({ 'blog/four.md': '---\ntitle: Four\n---\nOne\u2028two\u2029three' })
    await publishFolder(deps, blog)
    await changed(() => slugs('blog'))
    const before = get('blog/one')
    const four = get('blog/four')
    await reader.close()
    const away = openDatabase({ url: 'postgres://x:x@127.0.0.1:1/x', name: 'away' })
    reader = createContentReader({ db: away, log, cacheFile })
    await reader.loaded
    expect(get('blog/one')).toEqual(before)
    expect(get('blog/four')).toEqual(four)
    await reader.close()
    await away.close()
  })

  test('says that it is not ready before there is anything, and takes no broken file for content', async () => {
    await reader.close()
    const whole = await readFile(cacheFile, 'utf8')
    const head = JSON.stringify({ version: 1, collections: [], count: 1 })
    for (const broken of [
      whole.slice(0, -700),
      'nonsense',
      '',
      'null',
      '{"version":1,"collections":null,"count":0}',
      '{"version":1,"collections":[null],"count":0}',
      `${head}\nnull`,
      `${head}\n{"id":1,"listed":{"publishedAt":"2026-01-01"},"body":""}`,
    ]) {
      await writeFile(cacheFile, broken)
      const away = openDatabase({ url: 'postgres://x:x@127.0.0.1:1/x', name: 'away' })
      lines.length = 0
      reader = createContentReader({ db: away, log, cacheFile })
      await changed(() => lines.length)
      expect(lines[0]).toContain('the kept content is not readable')
      expect(get('blog/one')).toMatchObject({ status: 503, headers: { 'retry-after': '1' } })
      await reader.close()
      await away.close()
    }
  })
})
