import { beforeAll, beforeEach, expect, test } from 'vitest'
import { runChild } from '../../../../test/harness/child.ts'
import { contentFolder } from '../../../../test/harness/content-folder.ts'
import { testDatabase } from '../../../../test/harness/test-database.ts'
import { decode } from '../../../contracts/index.ts'
import { sql, type Database } from '../../../platform/database/index.ts'
import { defineContent } from '../../execution/define.ts'
import { importFolder, publish, publishFolder, withdraw } from '../../execution/index.ts'
import { publications } from './publications.ts'
import { tellPublications } from './tell-publications.ts'

const blog = defineContent({
  name: 'blog',
  title: 'Blog',
  folder: 'blog',
  url: 'https://example.com/blog/:slug/',
})

let db: Database
let now = new Date('2026-05-04T10:00:00Z')
const clock = { now: () => now }
beforeAll(async () => {
  db = await testDatabase()
})
beforeEach(async () => {
  now = new Date('2026-05-04T10:00:00Z')
  await db.query(sql`
    truncate content_collection, content_entry, content_version, content_publication, signal, tally`)
})

async function imported(text = 'Text.') {
  const { folder, write } = await contentFolder()
  const deps = { db, clock, routes: [], folder, by: 'ana' }
  const front = `---\ntitle: A\ndate: 2026-01-01\ntopics: [Open Data]\nauthors: [ana]\n---\n`
  await write({ 'blog/a.md': front + text })
  await importFolder(deps, blog)
  await write({ 'blog/a.md': `${front}Changed.` })
  await importFolder(deps, blog)
  return deps
}

const signals = () =>
  db.query<{ key: string; payload: Record<string, unknown>; supersedes: number | null }>(
    sql`select key, payload, supersedes from signal where contract = 'linchpin.publications' order by position`,
  )
const entry = { collection: 'blog', slug: 'a', by: 'ana' }

test('a publication comes back as a signal, and becomes a fact under its slug', async () => {
  const deps = await imported()
  expect(await publishFolder(deps, blog)).toMatchObject({ value: { published: 1 } })
  expect(await tellPublications(deps)).toBe(1)
  expect(await tellPublications(deps)).toBe(0)
  const [signal] = await signals()
  expect(signal).toEqual({
    key: 'blog/a',
    supersedes: null,
    payload: {
      collection: 'blog',
      slug: 'a',
      version: 2,
      action: 'published',
      at: '2026-05-04T10:00:00.000Z',
      title: 'A',
      topics: ['open-data'],
      authors: ['ana'],
      url: 'https://example.com/blog/a/',
      publishedAt: '2026-01-01T00:00:00.000Z',
    },
  })
  const payload = decode(publications, signal!.payload)
  if (!payload.ok) throw new Error(payload.error.reason)
  expect(publications.becomes(payload.value, { key: 'blog/a', receivedAt: now })).toEqual([
    {
      fact: 'content',
      id: 'blog/a',
      values: {
        slug: 'a',
        title: 'A',
        topics: ['open-data'],
        authors: ['ana'],
        url: 'https://example.com/blog/a/',
        publishedAt: new Date('2026-01-01T00:00:00Z'),
      },
    },
  ])
})

test('a withdrawal and a publication anew replace what was told before', async () => {
  const deps = await imported()
  await publish(deps, { ...entry, version: 1 })
  await tellPublications(deps)
  now = new Date('2026-05-05T10:00:00Z')
  await withdraw(deps, { ...entry, reason: 'legal asked' })
  await publish(deps, { ...entry, version: 2 })
  await Promise.all([1, 2, 3].map(() => tellPublications(deps)))
  const told = await signals()
  expect(told.map(({ payload }) => [payload['action'], payload['version']])).toEqual([
    ['published', 1],
    ['withdrawn', 1],
    ['published', 2],
  ])
  expect(told.filter(({ supersedes }) => supersedes === null)).toHaveLength(1)
})

test('is told exactly once when the connection breaks before the commit', async () => {
  const deps = await imported()
  await publishFolder(deps, blog)
  const cut: Database = {
    ...db,
    transaction: (work) =>
      db.transaction(async (tx) => {
        const result = await work(tx)
        await tx.query(sql`select pg_terminate_backend(pg_backend_pid())`)
        return result
      }),
  }
  await expect(tellPublications({ ...deps, db: cut })).rejects.toThrow()
  expect(await signals()).toEqual([])
  expect(await tellPublications(deps)).toBe(1)
  expect(await signals()).toHaveLength(1)
})

test('what is published and what is told come to the same after a process was killed at any moment', async () => {
  const deps = await imported()
  for (let n = 0; n < 4; n++) {
    const child = runChild('publish-for-ever.ts', [db.url])
    await child.says(`round ${3 + 5 * n}`)
    child.kill('SIGKILL')
    await child.ended
  }
  await tellPublications(deps)
  const done = await db.query<{ version: number; action: string }>(
    sql`select version, action from content_publication order by id`,
  )
  const told = (await signals()).map(({ payload: { version, action } }) => ({ version, action }))
  expect(done.length).toBeGreaterThan(12)
  expect(told).toEqual(done)
  const [state] = await db.query<{ published: number | null }>(
    sql`select published from content_entry`,
  )
  const last = done.at(-1)!
  expect(state!.published).toBe(last.action === 'published' ? last.version : null)
})
