import { expect, test } from 'vitest'
import { contentFolder } from '../../../../test/harness/content-folder.ts'
import { testDatabase } from '../../../../test/harness/test-database.ts'
import { defineContent } from '../define.ts'
import type { Earnings } from '../../intelligence/index.ts'
import {
  importFolder,
  listCatalogue,
  listVersions,
  publish,
  publishFolder,
  showEntry,
  showVersion,
  topicTitles,
  withdraw,
} from '../index.ts'

const blog = defineContent({
  name: 'blog',
  title: 'Blog',
  folder: 'blog',
  url: 'https://example.com/blog/:slug',
})
const file = (title: string, more = '') => `---\ntitle: ${title}\n${more}---\nHello *${title}*.\n`
const clock = { now: () => new Date('2026-05-04T10:00:00Z') }
const earned = (revenue: number, touches = 1): Earnings => ({
  touches,
  people: touches,
  leads: 0,
  opportunities: 0,
  won: 0,
  money: [{ currency: 'EUR', pipeline: 0, wonAmount: 0, revenue }],
})

/** One of each state: one and two are published, three is withdrawn, four a draft, five's file is gone. */
async function filled() {
  const db = await testDatabase()
  const { folder, write } = await contentFolder()
  await write({
    'blog/one.md': file('One', 'topics: [Data residency]\ndate: 2026-05-01\nauthors: [Ana]\n'),
    'blog/two.md': file('Two', 'topics: [Pricing, data_residency]\ndate: 2026-05-02\n'),
    'blog/three.md': file('Three', 'date: 2026-05-03\n'),
    'blog/four.md': file('Four', 'draft: true\n'),
    'blog/five.md': file('Five', 'date: 2026-04-01\n'),
  })
  const deps = { db, clock, routes: [], folder, by: 'ana' }
  await publishFolder(deps, blog)
  await withdraw({ db, clock }, { collection: 'blog', slug: 'three', by: 'bo', reason: 'untrue' })
  await write({
    'blog/one.md': file('One again', 'topics: [Data Residency]\nmood: glad\n'),
    'blog/five.md': null,
  })
  await importFolder(deps, blog)
  return { db }
}
const slugsOf = ({ entries }: { entries: readonly { slug: string }[] }) =>
  entries.map(({ slug }) => slug)
const names = { collections: ['blog'] }

test('the catalogue has every entry in its state, and finds it by state, topic and text', async () => {
  const { db } = await filled()
  const list = async (request: object) => {
    const page = await listCatalogue({ db }, { ...names, ...request }, null)
    if (!page.ok) throw new Error(page.error)
    return page.value
  }
  const all = await list({})
  expect(slugsOf(all)).toEqual(['four', 'three', 'two', 'one', 'five'])
  expect(all.counts).toEqual({ published: 2, draft: 1, withdrawn: 1, gone: 1 })
  expect(all.entries.map(({ state }) => state)).toEqual([
    'draft',
    'withdrawn',
    'published',
    'published',
    'gone',
  ])
  // Readers still get the version before, and so does whoever looks at the list.
  expect(all.entries[3]).toMatchObject({ title: 'One', latest: 2, published: 1, authors: ['Ana'] })
  expect(slugsOf(await list({ state: 'gone' }))).toEqual(['five'])
  expect(slugsOf(await list({ topic: 'data-residency' }))).toEqual(['two', 'one'])
  expect(slugsOf(await list({ text: 'TW' }))).toEqual(['two'])
  expect(slugsOf(await list({ text: '%' }))).toEqual([])
  expect((await list({ text: 'tw', state: 'draft' })).counts).toMatchObject({ published: 1 })
  expect(slugsOf(await list({ collections: [] }))).toEqual([])
  expect(await topicTitles(db)).toEqual([
    { id: 'data-residency', title: 'Data residency' },
    { id: 'pricing', title: 'Pricing' },
  ])
})

test('the catalogue puts what earned most first, page by page', async () => {
  const { db } = await filled()
  const figures = new Map([
    ['blog/one', earned(10)],
    ['blog/five', earned(20)],
    ['blog/two', earned(10, 5)],
    // Of another collection: it is nothing of the blog's.
    ['guides/three', earned(90)],
  ])
  const seen = []
  let after: string | undefined
  do {
    const page = await listCatalogue({ db }, { ...names, after, limit: 2 }, figures)
    if (!page.ok) throw new Error(page.error)
    seen.push(slugsOf(page.value))
    after = page.value.next
  } while (after)
  expect(seen).toEqual([['five', 'two'], ['one', 'four'], ['three']])
  const newest = await listCatalogue({ db }, { ...names, order: 'newest', limit: 1 }, figures)
  expect(newest).toMatchObject({ value: { entries: [{ slug: 'four', earned: { touches: 0 } }] } })
  for (const place of ['x', 'W10', 'eyJ9', 'WyJhIiwiYiJd']) {
    expect((await listCatalogue({ db }, { ...names, after: place }, null)).ok).toBe(false)
  }
})

test('an entry shows its versions as they were written, its page, and what was done to it', async () => {
  const { db } = await filled()
  const one = await showEntry({ db }, 'blog', 'one')
  expect(one).toMatchObject({
    url: 'https://example.com/blog/one',
    path: 'one.md',
    state: 'published',
    history: [{ version: 1, action: 'published', by: 'ana', reason: '' }],
  })
  expect(await showEntry({ db }, 'blog', 'none')).toBeUndefined()
  const { versions } = await listVersions({ db }, 'blog', 'one', {})
  expect(versions).toMatchObject([
    { version: 2, title: 'One again', author: 'ana', draft: false },
    { version: 1, title: 'One' },
  ])
  expect(await listVersions({ db }, 'blog', 'one', { limit: 1 })).toMatchObject({ next: '2' })
  const rest = await listVersions({ db }, 'blog', 'one', { after: 2, limit: 1 })
  expect(rest).toEqual({ versions: [versions[1]] })
  expect(await showVersion({ db }, 'blog', 'one', 2)).toMatchObject({
    title: 'One again',
    text: '---\ntitle: One again\ntopics:\n  - Data Residency\nmood: glad\n---\nHello *One again*.\n',
    html: '<p>Hello <em>One again</em>.</p>\n',
  })
  expect(await showVersion({ db }, 'blog', 'one', 3)).toBeUndefined()

  const [withdrawn, published] = (await showEntry({ db }, 'blog', 'three'))!.history
  expect(withdrawn).toMatchObject({ action: 'withdrawn', by: 'bo', reason: 'untrue' })
  expect(published).toMatchObject({ action: 'published' })
  const again = { collection: 'blog', slug: 'three', by: 'ana', version: 1, expected: null }
  await publish({ db, clock }, again)
  expect(await showEntry({ db }, 'blog', 'three')).toMatchObject({ state: 'published' })
})
