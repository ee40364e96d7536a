import { appendFile, mkdir, rename, stat, utimes } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { fileLab } from '../../../test/harness/file-lab.ts'
import { t } from '../../contracts/define.ts'
import { sql } from '../../platform/database/index.ts'
import { csv, jsonLines } from './define.ts'
import { pull } from './pull.ts'

const { again, db, deps, desk, held, landed, name, path, pullFile, source, write } = fileLab()
const header = 'id,Amount (EUR),name\n'
const touch = (file: string, at = new Date('2026-01-01')) => utimes(path(file), at, at)
const amounts = async () => (await landed()).map((row) => [row['id'], row['Amount (EUR)']])

describe('a file whose content was read', () => {
  test('is passed over, whatever its time says', async () => {
    await pullFile('log.csv', `${header}a,1,\na,2,\n`)
    expect(await again(csv('log.csv'))).toMatchObject({ read: 0, files: 0, unchanged: 1 })
    await touch('log.csv')
    expect(await again(csv('log.csv'))).toMatchObject({ read: 0, files: 0, unchanged: 1 })
    expect(await amounts()).toEqual([
      ['a', '1'],
      ['a', '2'],
    ])
  })

  test('does not come over a newer one of its folder when it is touched', async () => {
    await mkdir(path('exports'))
    await write('exports/01.csv', `${header}a,1,\n`)
    await write('exports/02.csv', `${header}a,2,\n`)
    expect(await again(csv('exports'))).toMatchObject({ landed: 2 })
    await touch('exports/01.csv')
    expect(await again(csv('exports'))).toMatchObject({ read: 0, unchanged: 2 })
    expect((await amounts()).at(-1)).toEqual(['a', '2'])
  })

  test('is read again when somebody asks for it, and all of it is duplicates', async () => {
    await pullFile('deals.csv', `${header}1,1,a\n2,2,b\n`)
    const asked = { again: true }
    expect(await again(csv('deals.csv'), asked)).toMatchObject({ read: 2, duplicate: 2 })
  })

  test('is all duplicates under another name', async () => {
    await pullFile('deals.csv', `${header}1,1,a\n`)
    expect(await pullFile('deals copy.csv', `${header}1,1,a\n`)).toMatchObject({ duplicate: 1 })
  })

  test('is read anew under other settings, which make other records of it', async () => {
    await pullFile('deals.csv', 'id;Amount (EUR)\n1;5\n', { delimiter: ',' })
    expect(await again(csv('deals.csv', { delimiter: ';' }))).toMatchObject({ landed: 1 })
  })
})

describe('a file that grew', () => {
  test('is read from where it ended, though its keys stand in it more than once', async () => {
    await pullFile('log.csv', `${header}a,1,\na,2,\n`)
    await appendFile(path('log.csv'), 'b,1,\n')
    expect(await again(csv('log.csv'))).toMatchObject({ read: 1, landed: 1 })
    expect((await amounts()).map(([id]) => id)).toEqual(['a', 'a', 'b'])
  })

  test('in JSON lines and in UTF-16 as well', async () => {
    await pullFile('log.jsonl', '{"id":"a","Amount (EUR)":1}\n{"id":"a","Amount (EUR)":2}\n')
    await appendFile(path('log.jsonl'), '{"id":"b"}\n')
    expect(await again(jsonLines('log.jsonl'))).toMatchObject({ read: 1, quarantined: 1 })
    expect((await held())[0]!.raw.toString()).toBe('{"id":"b"}')
    const utf16 = (text: string) => Buffer.from(text, 'utf16le')
    await pullFile('wide.csv', utf16(`\ufeff${header}ä,1,ä\nä,2,ä\n`))
    await appendFile(path('wide.csv'), utf16('ö,3,ö\n'))
    expect(await again(csv('wide.csv'))).toMatchObject({ read: 1, landed: 1 })
  })

  test('within its last line has that line read once more', async () => {
    await pullFile('deals.csv', `${header}1,1,a\n2,2,b`)
    await appendFile(path('deals.csv'), '5\n3,3,c\n')
    expect(await again(csv('deals.csv'))).toMatchObject({ read: 2, landed: 2 })
    await pullFile('deals.jsonl', '{"id":"8","Amount (EUR)":1}')
    await appendFile(path('deals.jsonl'), '\n{"id":"9","Amount (EUR)":1}')
    expect(await again(jsonLines('deals.jsonl'))).toMatchObject({ landed: 1, duplicate: 1 })
    expect((await landed()).map((row) => row['name'] ?? row['id'])).toEqual([
      'a',
      'b',
      'b5',
      'c',
      '8',
      '9',
    ])
  })
})

describe('a file that was written anew', () => {
  test('is read from its start, and of it only the changes land', async () => {
    await pullFile('deals.csv', `${header}1,1,a\n2,2,b\n`)
    await write('deals.csv', `${header}1,1,a\n2,3,b\n4,4,d\n`)
    expect(await again(csv('deals.csv'))).toMatchObject({ read: 3, landed: 2, duplicate: 1 })
    await write('deals.csv', `${header}2,2,b\n`)
    expect(await again(csv('deals.csv'))).toMatchObject({ read: 1, landed: 1 })
    expect(await desk()).toEqual([])
  })

  test('is found out though its size and time are as before', async () => {
    await pullFile('deals.csv', `${header}1,1,a\n`)
    await touch('deals.csv')
    expect(await again(csv('deals.csv'))).toMatchObject({ unchanged: 1 })
    const { mtime } = await stat(path('deals.csv'))
    await write('new.csv', `${header}1,2,a\n`)
    await rename(path('new.csv'), path('deals.csv'))
    await touch('deals.csv', mtime)
    expect(await again(csv('deals.csv'))).toMatchObject({ read: 1, landed: 1 })
  })

  test('does not silently put its values over later ones of other files', async () => {
    await mkdir(path('exports'))
    await write('exports/01.csv', `${header}a,1,\nb,1,\n`)
    await again(csv('exports'))
    await write('exports/02.csv', `${header}a,2,\n`)
    await again(csv('exports'))
    expect(await desk()).toEqual([])
    await write('exports/01.csv', `${header}a,1,\nb,7,\nc,1,\n`)
    expect(await again(csv('exports'))).toMatchObject({ read: 3, landed: 3, unchanged: 1 })
    const title = `${name()}: 01.csv was written anew, and its values took the place of later ones from other files`
    expect(await desk()).toEqual([{ mode: 'conflict', title }])
    const times = sql`select occurrences from exception where contract = ${name()}`
    expect(await db().query(times)).toEqual([{ occurrences: 1 }])
  })

  test('puts nothing over newer records where they say when they changed', async () => {
    const dated = () => source(csv('exports'), { changedAt: (deal) => deal.name })
    await mkdir(path('exports'))
    await write('exports/01.csv', `${header}a,1,2026-01-01\n`)
    await write('exports/02.csv', `${header}a,2,2026-02-01\n`)
    await pull(deps(), dated())
    await write('exports/01.csv', `${header}b,1,2026-01-01\na,1,2026-01-01\n`)
    expect(await pull(deps(), dated())).toMatchObject({ landed: 1, filtered: 1 })
    expect(await desk()).toEqual([])
  })
})

describe('a pull that reads everything again', () => {
  test('leaves a file that it cannot read to the next pull', async () => {
    await pullFile('deals.csv', `${header}1,1,a\n`)
    const plain = source(csv('deals.csv'))
    const payload = t.Object({ id: t.String(), phone: t.String() })
    const wanting = { ...plain, contract: { ...plain.contract, payload } }
    expect(await pull(deps(), wanting, { again: true })).toMatchObject({ state: 'failed', read: 0 })
    expect(await pull(deps(), plain)).toMatchObject({ state: 'done', read: 1, duplicate: 1 })
  })

  test('does so for the rest, too, when it is taken up after it was cut off', async () => {
    await mkdir(path('exports'))
    await write('exports/01.csv', `${header}a,1,\n`)
    await write('exports/02.csv', `${header}b,1,\n`)
    await again(csv('exports'))
    const dies = again(csv('exports'), {
      again: true,
      onProgress: () => {
        throw new Error('killed')
      },
    })
    await expect(dies).rejects.toThrow('killed')
    expect(await again(csv('exports'))).toMatchObject({ read: 2, duplicate: 2 })
  })
})
