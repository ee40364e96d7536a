import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { contentFolder } from '../../../../test/harness/content-folder.ts'
import { testDatabase } from '../../../../test/harness/test-database.ts'
import { defineContent } from '../../../pipeline/execution/define.ts'
import { publish, publishFolder } from '../../../pipeline/execution/index.ts'
import { systemClock } from '../../../platform/clock.ts'
import { sql } from '../../../platform/database/index.ts'

const main = join(import.meta.dirname, '../main.ts')

const blog = { name: 'blog', title: 'Blog', folder: 'blog', url: 'https://example.com/:slug' }
const config = `
import { defineContent, defineWorkspace } from 'linchpin'
const blog = ${JSON.stringify(blog)}
export default defineWorkspace({ name: 'test', content: [defineContent(blog)] })
`

test('linchpin publish publishes a folder, prints what is wrong and lands a signal of each entry', async () => {
  const db = await testDatabase()
  const { folder, write } = await contentFolder()
  await write({
    'linchpin.config.ts': config,
    'blog/a.md': '---\ntitle: A\ntopics: [Open Data]\n---\nHello.\n',
    'blog/b.md': '---\nslug: b\n---\n',
    'blog/x1.md': '---\ntitle: X\nslug: x\n---\n',
    'blog/x2.md': '---\ntitle: X\nslug: x\n---\n',
  })
  const run = (...args: string[]) =>
    new Promise<{ code: number; out: string; err: string }>((resolve) => {
      const env = { ...process.env, DATABASE_URL: db.url }
      const command = [main, ...args, '--workspace', folder]
      const child = execFile(process.execPath, command, { env }, (_, out, err) =>
        resolve({ code: child.exitCode!, out, err }),
      )
    })
  expect(await run('publish')).toEqual({
    code: 1,
    out:
      'blog: 4 files, 1 published now, 0 unchanged, 0 drafts\n' +
      '  b.md:1: title is missing; every entry needs one\n' +
      '  x1.md and x2.md claim the slug "x"\n',
    err: '',
  })
  expect(
    await db.query(sql`select key, payload ->> 'title' as title from signal order by position`),
  ).toEqual([{ key: 'blog/a', title: 'A' }])

  await write({ 'blog/b.md': '---\ntitle: B\n---\n', 'blog/x2.md': null })
  const second = await run('publish', 'blog', '--json')
  expect(second).toMatchObject({ code: 0, err: '' })
  expect(JSON.parse(second.out)).toMatchObject({ blog: { files: 3, published: 2, problems: [] } })

  const deps = { db, clock: systemClock, routes: [], folder, by: 'ana' }
  await write({ 'blog/b.md': '---\ntitle: B, and wrong\n---\n' })
  await publishFolder(deps, defineContent(blog))
  await publish(deps, { collection: 'blog', slug: 'b', version: 1, by: 'ana' })
  expect((await run('publish')).out).toBe(
    'blog: 3 files, 0 published now, 3 unchanged, 0 drafts\n  1 left at an older version\n',
  )
  expect(await run('publish', 'news')).toMatchObject({
    code: 2,
    err: expect.stringContaining(`there is no content named 'news'; there is blog`) as string,
  })
}, 60_000)
