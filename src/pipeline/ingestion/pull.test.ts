import { appendFile, mkdir, rm, utimes } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { fileLab } from '../../../test/harness/file-lab.ts'
import { ignore, review, standardPaths } from '../../contracts/define.ts'
import { sql, withLock } from '../../platform/database/index.ts'
import { collector, csv, jsonLines } from './define.ts'
import { pull } from './pull.ts'

const { again, db, deps, desk, held, landed, name, path, pullFile, source, write } = fileLab()
const header = 'id,Amount (EUR),name\n'

describe('columns', () => {
  test('without a name or with one twice are kept apart where nobody asked for them', async () => {
    await pullFile('deals.csv', 'id,Amount (EUR),note,,note\n1,5,a,b,c\n')
    expect(await landed()).toEqual([
      { id: '1', 'Amount (EUR)': '5', note: 'a', 'column 4': 'b', 'note (2)': 'c' },
    ])
  })

  test('that a file has lost stop it, before what we hold is overwritten with nothing', async () => {
    await pullFile('deals.csv', `${header}1,5,Ana\n`)
    const { problems } = await pullFile('deals.csv', 'id,Amount (EUR),full name\n1,5,Ana\n')
    expect(problems).toMatchObject([{ mode: 'drift' }])
    expect(problems[0]!.message).toBe(
      `it has lost the column 'name', which it had before; did 'full name' take its place?`,
    )
    expect(await landed()).toHaveLength(1)
  })

  test('that come in new are reported where the contract asks for it, and read', async () => {
    const failures = standardPaths({ owner: 'revops' })
    const drift = { ...failures.drift, added: review() }
    const strict = () => source(csv('deals.csv'), { failures: { ...failures, drift } })
    await write('deals.csv', `${header}1,5,Ana\n`)
    await pull(deps(), strict())
    await write('deals.csv', `id,Amount (EUR),name,region\n1,5,Ana,EU\n`)
    expect(await pull(deps(), strict())).toMatchObject({ state: 'done', landed: 1 })
    expect(await desk()).toEqual([
      { mode: 'drift', title: `${name()}: a column 'region' was added` },
    ])
    expect(await pull(deps(), strict(), { again: true })).toMatchObject({ duplicate: 1 })
  })

  test('that a record need not have may differ from file to file of a folder', async () => {
    await mkdir(path('exports'))
    await write('exports/2024.csv', 'id,Amount (EUR)\n1,5\n')
    await write('exports/2025.csv', `${header}2,5,Ana\n`)
    expect(await again(csv('exports'))).toMatchObject({ state: 'done', landed: 2 })
    const all = { again: true }
    expect(await again(csv('exports'), all)).toMatchObject({ state: 'done', duplicate: 2 })
    await write('exports/1999.csv', 'id,Amount (EUR)\n3,5\n')
    await utimes(path('exports/1999.csv'), new Date('2000-01-01'), new Date('2000-01-01'))
    expect(await again(csv('exports'))).toMatchObject({ state: 'done', landed: 1 })
    await write('exports/2026.csv', 'id,Amount (EUR)\n4,5\n')
    expect(await again(csv('exports'))).toMatchObject({
      landed: 0,
      problems: [{ file: '2026.csv', mode: 'drift' }],
    })
  })

  test('that are lost are no news where the contract ignores it', async () => {
    const failures = standardPaths({ owner: 'revops' })
    const drift = { ...failures.drift, removed: ignore('they come and go') }
    const lax = () => source(csv('deals.csv'), { failures: { ...failures, drift } })
    await write('deals.csv', `${header}1,5,Ana\n`)
    await pull(deps(), lax())
    await write('deals.csv', `id,Amount (EUR)\n1,5\n`)
    expect(await pull(deps(), lax())).toMatchObject({ state: 'done', landed: 1, problems: [] })
  })
})

describe('what was wrong with a file', () => {
  test('leaves the desk by itself when the file is in order, or gone', async () => {
    const good = `${header}1,1,a\n`
    await mkdir(path('deals'))
    const pullAll = () => again(csv('deals'))
    const wrong = async () => (await desk()).map(({ title }) => title.split(': ')[1])
    await write('deals/one.csv', '{"id":"1"}\n')
    await write('deals/two.csv', Buffer.from('504b0304', 'hex'))
    await write('deals/three.csv', good)
    expect(await pullAll()).toMatchObject({ state: 'failed' })
    expect(await wrong()).toEqual(['one.csv', 'two.csv'])
    await write('deals/one.csv', good)
    expect(await pullAll()).toMatchObject({ state: 'failed' })
    expect(await wrong()).toEqual(['two.csv'])
    await rm(path('deals/two.csv'))
    expect(await pullAll()).toMatchObject({ state: 'done' })
    expect(await wrong()).toEqual([])
  })

  test('leaves the desk when the folder is there, too', async () => {
    await again(csv('deals'))
    expect(await desk()).toMatchObject([{ mode: 'missing' }])
    await mkdir(path('deals'))
    await again(csv('deals'))
    expect(await desk()).toEqual([])
  })

  test('stays on the desk of every other source of the contract', async () => {
    const other = { ...source(csv('other.csv')), name: 'another' }
    await pull(deps(), other)
    await pullFile('deals.csv', `${header}1,1,a\n`)
    expect(await desk()).toMatchObject([{ mode: 'missing' }])
  })
})

describe('a record that the database refuses', () => {
  test('is held alone with what the database says, and the rest of its file lands', async () => {
    // Our dates go further back than PostgreSQL's.
    const times = ['2026-05-01', '-100000-01-01', '2026-05-02', '2026-05-03', '2026-05-04']
    const lines = times.map((time, n) =>
      JSON.stringify({ id: `${n}`, 'Amount (EUR)': n, name: time }),
    )
    await write('deals.jsonl', `${lines.join('\n')}\n`)
    const dated = source(jsonLines('deals.jsonl'), {
      changedAt: ({ name }) => (name ? new Date(name) : undefined),
    })
    expect(await pull(deps(), dated)).toMatchObject({
      state: 'done',
      read: 5,
      landed: 4,
      quarantined: 1,
    })
    expect(await held()).toMatchObject([
      {
        mode: 'violation',
        reason: expect.stringMatching('it cannot be stored: timestamp out of range') as string,
        raw: Buffer.from(lines[1]!),
      },
    ])
    expect((await landed()).map(({ id }) => id)).toEqual(['0', '2', '3', '4'])
    expect(await desk()).toHaveLength(1)
  })
})

describe('a file that is being written', () => {
  test('is read up to its last whole line, and the rest by the next pull', async () => {
    await write('deals.csv', `${header}1,1,a\n2,2,hal`)
    const writing = setInterval(() => void appendFile(path('deals.csv'), 'f'), 100)
    try {
      const result = await again(csv('deals.csv'))
      expect(result).toMatchObject({ read: 1, landed: 1, unfinished: ['deals.csv'] })
    } finally {
      clearInterval(writing)
    }
    await appendFile(path('deals.csv'), '\n')
    expect(await again(csv('deals.csv'))).toMatchObject({ read: 1, landed: 1, unfinished: [] })
  })

  test('is waited for, too, where it is the first of its JSON lines', async () => {
    await write('deals.jsonl', '{"id":"1","Amo')
    const writing = setInterval(() => void appendFile(path('deals.jsonl'), ' '), 100)
    try {
      const result = await again(jsonLines('deals.jsonl'))
      expect(result).toMatchObject({ state: 'done', read: 0, unfinished: ['deals.jsonl'] })
    } finally {
      clearInterval(writing)
    }
  })

  test('is read to its end once it rests, even without a last line end', async () => {
    expect(await pullFile('deals.csv', `${header}1,1,a\n2,2,b`)).toMatchObject({ landed: 2 })
    expect(await pullFile('a.jsonl', '{"id":"7","Amount (EUR)":1}')).toMatchObject({ landed: 1 })
  })
})

describe('a source', () => {
  test('is read by one process at a time', async () => {
    await write('deals.csv', `${header}1,1,a\n`)
    await withLock(db(), `pull ${name()}`, async () => {
      await expect(again(csv('deals.csv'))).rejects.toThrow(
        `${name()} is being read already; wait until that is done`,
      )
    })
    expect(await again(csv('deals.csv'))).toMatchObject({ read: 1 })
  })

  test('that is sent to is not pulled', async () => {
    await expect(again(collector())).rejects.toThrow('its records are sent to the collector')
  })

  test('tells how far it is', async () => {
    const body = Array.from({ length: 30_000 }, (_, n) => `${n},${n},name ${n}\n`).join('')
    await write('deals.csv', header + body)
    const seen: number[] = []
    const result = await again(csv('deals.csv'), {
      onProgress: ({ done, total, records }) => {
        seen.push(records)
        expect(done).toBeLessThanOrEqual(total)
      },
    })
    expect(seen.at(-1)).toBe(30_000)
    expect(seen.length).toBeGreaterThan(1)
    expect(result).toMatchObject({ read: 30_000, landed: 30_000 })
  })

  test('leaves a run that adds up', async () => {
    const [row] = await db().query<{ wrong: number; runs: number }>(sql`
      select count(*) filter (where read <> landed + duplicate + filtered + quarantined) as wrong,
        count(*) as runs from run`)
    expect(row).toMatchObject({ wrong: 0 })
    expect(row!.runs).toBeGreaterThan(10)
  })
})
