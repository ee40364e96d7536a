import { describe, expect, test } from 'vitest'
import { contentLab } from '../../../../test/harness/content-lab.ts'
import { sql } from '../../../platform/database/index.ts'
import { importFolder } from './import-folder.ts'
import { publishFolder } from './publish-folder.ts'
import { publish, withdraw } from './publish.ts'

const { blog, ask, db, deps, entries, post, troubles, write } = contentLab()
const open = async () => {
  const rows = await db().query<{ title: string }>(
    sql`select title from exception where state = 'open' order by id`,
  )
  return rows.map(({ title }) => title)
}

describe('an import', () => {
  test('takes what was mended off the desk', async () => {
    await write({
      'blog/a.md': 'broken',
      'blog/b.md': '---\nslug: b\n---\n',
      'blog/still.md': 'broken',
      'blog/x1.md': post('X1', 'slug: x\n'),
      'blog/x2.md': post('X2', 'slug: x\n'),
    })
    await importFolder(deps(), blog)
    await write({ 'blog/a.md': post('A'), 'blog/b.md': post('B'), 'blog/x2.md': null })
    await importFolder({ ...deps(), by: 'bo' }, blog)
    expect(await open()).toEqual([expect.stringContaining('still.md')])
    expect(
      await db().query(
        sql`select distinct resolved_by, reason from exception where state = 'resolved'`,
      ),
    ).toEqual([{ resolved_by: 'bo', reason: 'it is in order since the last import' }])
  })

  test('takes off the desk what was wrong with files that are no longer there', async () => {
    await write({
      'blog/a.md': 'broken',
      'blog/x1.md': post('X1', 'slug: x\n'),
      'blog/x2.md': post('X2', 'slug: x\n'),
    })
    await importFolder(deps(), blog)
    expect(await open()).toHaveLength(2)
    await write({
      'blog/a.md': null,
      'blog/renamed.md': 'broken',
      'blog/x1.md': null,
      'blog/x2.md': null,
    })
    await importFolder(deps(), blog)
    expect(await open()).toEqual([expect.stringContaining('renamed.md is left out')])
  })

  test('asks about a published entry whose file is gone, once, and withdraws nothing', async () => {
    await write({ 'blog/a.md': post('A'), 'blog/b.md': post('B', 'draft: true\n') })
    await publishFolder(deps(), blog)
    await write({ 'blog/a.md': null, 'blog/b.md': null })
    expect(await publishFolder(deps(), blog)).toMatchObject({ value: { files: 0, gone: 1 } })
    expect(await publishFolder(deps(), blog)).toMatchObject({ value: { gone: 0 } })
    expect(await entries()).toMatchObject([{ slug: 'a', published: 1 }, { slug: 'b' }])
    expect(await troubles()).toMatchObject([
      {
        mode: 'missing',
        title: 'blog: the file of "a" is gone; it stays published until it is withdrawn',
      },
    ])
    await write({ 'blog/a.md': post('A') })
    await importFolder(deps(), blog)
    await write({ 'blog/a.md': null })
    expect(await importFolder(deps(), blog)).toMatchObject({ value: { gone: 1 } })
  })

  test('makes one exception of a whole folder that is gone', async () => {
    const files = Array.from({ length: 30 }, (_, n) => [`blog/p${n}.md`, post(`P${n}`)] as const)
    await write({ ...Object.fromEntries(files), 'blog/stays.md': post('S') })
    await publishFolder(deps(), blog)
    await write(Object.fromEntries(files.map(([path]) => [path, null])))
    await importFolder(deps(), blog)
    expect(await troubles()).toMatchObject([{ mode: 'missing', occurrences: 30 }])
    await write(Object.fromEntries(files.slice(1)))
    await importFolder(deps(), blog)
    expect(await open()).toHaveLength(1)
    await write(Object.fromEntries(files))
    await importFolder(deps(), blog)
    expect(await open()).toEqual([])
  })

  test('asks no more about a file that is gone once its entry is withdrawn, and anew once it is back', async () => {
    await write({ 'blog/a.md': post('A') })
    await publishFolder(deps(), blog)
    await write({ 'blog/a.md': null })
    await importFolder(deps(), blog)
    await withdraw(deps(), { ...ask, slug: 'a', reason: 'it was a mistake' })
    expect(await open()).toEqual([])
    const later = { ...deps(), clock: { now: () => new Date('2026-05-04T11:00:00Z') } }
    await publish(later, { ...ask, slug: 'a', version: 1 })
    expect(await importFolder(later, blog)).toMatchObject({ value: { gone: 1 } })
    expect(await importFolder(later, blog)).toMatchObject({ value: { gone: 0 } })
    expect(await open()).toHaveLength(1)
  })

  test('asks no more about many once the last of them is withdrawn', async () => {
    const files = Array.from({ length: 21 }, (_, n) => [`blog/p${n}.md`, post(`P${n}`)] as const)
    await write(Object.fromEntries(files))
    await publishFolder(deps(), blog)
    await write(Object.fromEntries(files.map(([path]) => [path, null])))
    await importFolder(deps(), blog)
    for (let n = 0; n < 21; n++) {
      expect(await open()).toHaveLength(1)
      await withdraw(deps(), { ...ask, slug: `p${n}`, reason: 'it is over' })
    }
    expect(await open()).toEqual([])
  })
})
