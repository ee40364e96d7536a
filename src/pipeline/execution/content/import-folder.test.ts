import { beforeEach, describe, expect, test } from 'vitest'
import { contentLab } from '../../../../test/harness/content-lab.ts'
import { sql } from '../../../platform/database/index.ts'
import { importFolder } from './import-folder.ts'
import { publishVersions } from './publication-store.ts'
import { publishFolder } from './publish-folder.ts'
import { publish, withdraw } from './publish.ts'
import { selectStates } from './store.ts'

const { blog, ask, db, deps, entries, post, troubles, write } = contentLab()

describe('an import', () => {
  test('takes the good files and reports each bad one with its file and line', async () => {
    await write({
      'blog/a.md': post('A'),
      'blog/deep/2019-01-01-b.markdown': post('B'),
      'blog/late.md': `\n\n${post('C')}`,
      'blog/untitled.md': '---\nslug: u\n---\n',
      'blog/latin.md': Buffer.from([0x2d, 0x2d, 0x2d, 0xe9]),
      'blog/notes.txt': 'no entry',
      'blog/.hidden.md': 'no entry',
      'elsewhere.md': post('D'),
    })
    expect(await importFolder(deps(), blog)).toMatchObject({
      value: { files: 5, created: 2, leftOut: 3, inConflict: 0 },
    })
    expect(await entries()).toEqual([
      { slug: 'a', path: 'a.md', latest: 1, published: null },
      { slug: 'b', path: 'deep/2019-01-01-b.markdown', latest: 1, published: null },
    ])
    expect(await troubles()).toEqual(
      [
        {
          mode: 'malformed',
          owner: 'editors',
          title:
            'blog: late.md is left out, line 3: the front matter must start on line 1; there are 2 blank lines above it',
          occurrences: 1,
        },
        {
          mode: 'malformed',
          owner: 'editors',
          title: 'blog: latin.md is left out, line 1: it is not UTF-8; save it as UTF-8',
          occurrences: 1,
        },
        {
          mode: 'violation',
          owner: 'editors',
          title: 'blog: untitled.md is left out, line 1: title is missing; every entry needs one',
          occurrences: 1,
        },
      ].toSorted((a, b) => (a.title < b.title ? -1 : 1)),
    )
  })

  test('takes the good files beside one whose slug no database can hold', async () => {
    await write({ 'blog/a.md': post('A'), 'blog/half.md': '---\ntitle: H\nslug: "\\ud800"\n---\n' })
    expect(await importFolder(deps(), blog)).toMatchObject({ value: { created: 1, leftOut: 1 } })
    expect(await entries()).toMatchObject([{ slug: 'a' }])
  })

  test('says when the folder is not there, and touches nothing', async () => {
    const result = await importFolder(deps(), blog)
    expect(result).toEqual({
      ok: false,
      error: 'blog: the folder cannot be read: ENOENT: no such file or directory, scandir',
    })
  })

  test('makes a version of each change, and none of what is the same', async () => {
    await write({ 'blog/a.md': post('A'), 'blog/b.md': post('B') })
    await importFolder(deps(), blog)
    await write({ 'blog/a.md': post('A', '', 'Changed.') })
    const second = await importFolder({ ...deps(), by: 'bo' }, blog)
    expect(second).toMatchObject({ value: { created: 0, revised: 1, unchanged: 1 } })
    expect(await importFolder(deps(), blog)).toMatchObject({ value: { revised: 0, unchanged: 2 } })
    expect(
      await db().query(sql`
        select e.slug, v.version, v.author, v.markdown from content_version v
        join content_entry e on e.id = v.entry order by 1, 2`),
    ).toEqual([
      { slug: 'a', version: 1, author: 'ana', markdown: 'Text.\n' },
      { slug: 'a', version: 2, author: 'bo', markdown: 'Changed.\n' },
      { slug: 'b', version: 1, author: 'ana', markdown: 'Text.\n' },
    ])
  })

  test('leaves a slug alone that two files claim: what is published stays', async () => {
    await write({ 'blog/a.md': post('First') })
    await publishFolder(deps(), blog)
    await write({
      'blog/a.md': post('First, changed'),
      'blog/other.md': post('Second', 'slug: a\n'),
      'blog/x1.md': post('X1', 'slug: x\n'),
      'blog/x2.md': post('X2', 'slug: x\n'),
    })
    for (let n = 0; n < 2; n++) {
      const again = await publishFolder(deps(), blog)
      expect(again).toMatchObject({ value: { files: 4, created: 0, revised: 0, inConflict: 4 } })
    }
    expect(await entries()).toEqual([{ slug: 'a', path: 'a.md', latest: 1, published: 1 }])
    expect(await troubles()).toEqual([
      {
        mode: 'conflict',
        owner: 'editors',
        title: 'blog: a.md and other.md claim the slug "a"; version 1 stays published',
        occurrences: 2,
      },
      {
        mode: 'conflict',
        owner: 'editors',
        title: 'blog: x1.md and x2.md claim the slug "x"; none is taken',
        occurrences: 2,
      },
    ])
  })

  test('does not hand the slug of a file that broke to another file', async () => {
    await write({ 'blog/a.md': post('First') })
    await importFolder(deps(), blog)
    await write({ 'blog/a.md': 'broken', 'blog/other.md': post('Second', 'slug: a\n') })
    expect(await importFolder(deps(), blog)).toMatchObject({
      value: { leftOut: 1, inConflict: 1, conflicts: [{ paths: ['other.md', 'a.md'] }] },
    })
    expect(await entries()).toMatchObject([{ slug: 'a', path: 'a.md', latest: 1 }])
  })

  test('follows a file that moved', async () => {
    await write({ 'blog/a.md': post('A') })
    await importFolder(deps(), blog)
    await write({ 'blog/a.md': null, 'blog/2026/a.md': post('A') })
    expect(await importFolder(deps(), blog)).toMatchObject({ value: { unchanged: 1, gone: 0 } })
    expect(await entries()).toMatchObject([{ path: '2026/a.md', latest: 1 }])
  })

  test('is taken in turn with others that run at once', async () => {
    await write({ 'blog/a.md': post('A'), 'blog/b.md': post('B') })
    const all = await Promise.all([1, 2, 3, 4].map(() => publishFolder(deps(), blog)))
    const sum = (name: 'created' | 'unchanged' | 'published') =>
      all.reduce((total, each) => total + (each.ok ? each.value[name] : NaN), 0)
    expect([sum('created'), sum('unchanged'), sum('published')]).toEqual([2, 6, 2])
    expect(await db().query(sql`select 1 from content_publication`)).toHaveLength(2)
  })
})

describe('publishing', () => {
  beforeEach(async () => {
    await write({ 'blog/a.md': post('A'), 'blog/draft.md': post('D', 'draft: true\n') })
  })

  test('takes all that is no draft, and again only what changed', async () => {
    expect(await publishFolder(deps(), blog)).toMatchObject({ value: { published: 1, drafts: 1 } })
    expect(await publishFolder(deps(), blog)).toMatchObject({ value: { published: 0, drafts: 1 } })
    await write({ 'blog/a.md': post('A2') })
    expect(await publishFolder(deps(), blog)).toMatchObject({ value: { published: 1 } })
    expect(await entries()).toMatchObject([{ slug: 'a', published: 2 }, { published: null }])
  })

  test('names a version: a later edit changes nothing for readers', async () => {
    await importFolder(deps(), blog)
    const first = { ...ask, slug: 'a', version: 1 }
    expect(await publish(deps(), first)).toEqual({
      ok: true,
      value: { published: 1, changed: true },
    })
    await write({ 'blog/a.md': post('A2') })
    await importFolder(deps(), blog)
    expect(await publish(deps(), first)).toEqual({
      ok: true,
      value: { published: 1, changed: false },
    })
    expect(await entries()).toMatchObject([{ latest: 2, published: 1 }, {}])
    const notThere = await publish(deps(), { ...first, version: 3 })
    expect(notThere).toMatchObject({
      error: { refused: 'unknown', detail: '"a" has no version 3; its newest is 2' },
    })
    expect(await publish(deps(), { ...first, slug: 'z' })).toMatchObject({
      error: { refused: 'unknown', detail: 'blog has no entry "z"' },
    })
  })

  test('is refused when somebody else was first', async () => {
    await importFolder(deps(), blog)
    await write({ 'blog/a.md': post('A2') })
    await importFolder(deps(), blog)
    const outcomes = await Promise.all(
      [1, 2].map((version) => publish(deps(), { ...ask, slug: 'a', version, expected: null })),
    )
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1)
    const [{ published } = { published: 0 }] = await db().query<{ published: number }>(
      sql`select published from content_entry where slug = 'a'`,
    )
    expect(outcomes.find(({ ok }) => !ok)).toMatchObject({
      error: { refused: 'stale', published },
    })
  })

  test('of an older version stays when the folder is published, until there is a newer one', async () => {
    await publishFolder(deps(), blog)
    await write({ 'blog/a.md': post('A2') })
    expect(await publishFolder(deps(), blog)).toMatchObject({
      value: { published: 1, heldBack: 0 },
    })
    await publish(deps(), { ...ask, slug: 'a', version: 1 })
    expect(await publishFolder(deps(), blog)).toMatchObject({
      value: { published: 0, heldBack: 1 },
    })
    expect(await entries()).toMatchObject([{ latest: 2, published: 1 }, {}])
    await write({ 'blog/a.md': post('A3') })
    expect(await publishFolder(deps(), blog)).toMatchObject({
      value: { published: 1, heldBack: 0 },
    })
    expect(await entries()).toMatchObject([{ latest: 3, published: 3 }, {}])
  })

  test('of a folder leaves alone what somebody did meanwhile, even where it looks as before', async () => {
    await importFolder(deps(), blog)
    const seen = await selectStates(db(), 'blog')
    await publish(deps(), { ...ask, slug: 'a', version: 1 })
    await withdraw(deps(), { ...ask, slug: 'a', reason: 'legal asked' })
    const due = seen.map(({ id, latest, publication }) => ({
      entry: id,
      version: latest,
      since: publication,
    }))
    const deed = { at: new Date(), by: 'ana', reason: '' }
    await db().transaction((tx) => publishVersions(tx, due, deed))
    expect(await entries()).toMatchObject([
      { slug: 'a', published: null },
      { slug: 'draft', published: 1 },
    ])
  })

  test('is undone with a reason, stays undone when the folder is published, and can be done again', async () => {
    await publishFolder(deps(), blog)
    const back = { ...ask, slug: 'a', reason: 'legal asked' }
    expect(await withdraw(deps(), { ...back, reason: '' })).toMatchObject({
      error: { refused: 'incomplete' },
    })
    expect(await withdraw(deps(), { ...back, expected: 7 })).toMatchObject({
      error: { refused: 'stale', published: 1 },
    })
    expect(await withdraw(deps(), back)).toMatchObject({
      value: { published: null, changed: true },
    })
    expect(await withdraw(deps(), back)).toMatchObject({
      value: { published: null, changed: false },
    })
    await write({ 'blog/a.md': post('A2') })
    expect(await publishFolder(deps(), blog)).toMatchObject({
      value: { published: 0, withdrawn: 1 },
    })
    await publish(deps(), { ...ask, slug: 'a', version: 2 })
    expect(
      await db().query(
        sql`select version, action, by, reason from content_publication order by id`,
      ),
    ).toEqual([
      { version: 1, action: 'published', by: 'ana', reason: '' },
      { version: 1, action: 'withdrawn', by: 'ana', reason: 'legal asked' },
      { version: 2, action: 'published', by: 'ana', reason: '' },
    ])
  })
})
