import { mkdir } from 'node:fs/promises'
import { deflateRawSync, gzipSync } from 'node:zlib'
import iconv from 'iconv-lite'
import { describe, expect, test } from 'vitest'
import { fileLab } from '../../../../test/harness/file-lab.ts'
import { csv } from '../define.ts'

const { again, desk, held, landed, name, path, pullFile, write } = fileLab()
const header = 'id,Amount (EUR),name\n'

describe('a bad record', () => {
  test('with too few or too many cells is held alone, with its line and both counts', async () => {
    const result = await pullFile(
      'deals.csv',
      `${header}1,5,"a\nb"\n2,6\n3,7,c,d,e\n4,8,"e\r\nf"\n5,9\n`,
    )
    expect(result).toMatchObject({ state: 'done', read: 5, landed: 2, quarantined: 3 })
    expect((await held()).map(({ reason, raw }) => [reason, String(raw)])).toEqual([
      ['deals.csv, line 4 (byte 31): it has 2 cells, but the header names 3 columns', '2,6\n'],
      [
        'deals.csv, line 5 (byte 35): it has 5 cells, but the header names 3 columns',
        '3,7,c,d,e\n',
      ],
      ['deals.csv, line 8 (byte 56): it has 2 cells, but the header names 3 columns', '5,9\n'],
    ])
    expect(await desk()).toEqual([
      { mode: 'malformed', title: `${name()}: records are held back (malformed)` },
    ])
  })

  test('of another encoding than its file is held alone, with its bytes', async () => {
    const bytes = Buffer.concat([
      Buffer.from(`${header}1,5,Jürgen\n2,6,Zoë\n`),
      iconv.encode('3,7,Groß\n', 'windows-1252'),
      Buffer.from('4,8,Łódź\n'),
    ])
    const result = await pullFile('deals.csv', bytes)
    expect(result).toMatchObject({ read: 4, landed: 3, quarantined: 1 })
    const [record] = await held()
    expect(record!.reason).toBe(
      'deals.csv, line 4 (byte 42): its bytes are not utf-8, as the rest of the file',
    )
    expect(record!.raw).toEqual(iconv.encode('3,7,Groß\n', 'windows-1252'))
  })

  test('of UTF-8 in a file of windows-1252 is held alone instead of being misread', async () => {
    const bytes = Buffer.concat([
      iconv.encode('id,Amount (EUR),name\n1,5,Größe\n2,6,Café\n3,7,Köln\n', 'windows-1252'),
      Buffer.from('4,8,Köln\n'),
    ])
    expect(await pullFile('deals.csv', bytes)).toMatchObject({ landed: 3, quarantined: 1 })
    expect((await held())[0]!.reason).toMatch('line 5 (byte 49): its bytes are not windows-1252')
  })

  test('with half a sign of UTF-16 is held alone', async () => {
    const text = `${header}1,5,a\n2,6,\ud83d\n3,7,\ud83d\ude00\n`
    const bytes = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')])
    expect(await pullFile('deals.csv', bytes)).toMatchObject({ landed: 2, quarantined: 1 })
  })

  test('whose quote is never closed costs its own line only', async () => {
    const body = Array.from({ length: 50 }, (_, n) => `${n},${n},name ${n}\n`)
    body[10] = '10,10,"open\n'
    body[30] = '30,30,"open, too\n'
    const result = await pullFile('deals.csv', header + body.join(''))
    expect(result).toMatchObject({ read: 50, landed: 48, quarantined: 2 })
    expect((await held()).map(({ raw }) => String(raw))).toEqual([body[10], body[30]])
    expect((await held())[0]!.reason).toMatch('line 12')
  })

  test('with an open quote does not swallow the record behind it, even where the counts fit', async () => {
    const result = await pullFile('deals.csv', `${header}1,1,"Acme\n2,2,"Beta"\n3,3,c\n`)
    expect(result).toMatchObject({ read: 3, landed: 2, quarantined: 1 })
    expect((await landed()).map(({ id }) => id)).toEqual(['2', '3'])
  })

  test('with a quote in the middle of a cell is no bad record at all', async () => {
    await pullFile('deals.csv', `${header}1,1,5" screen\n`)
    expect(await landed()).toMatchObject([{ name: '5" screen' }])
  })

  test('longer than 4 MB is held in part, and the next is read', async () => {
    const huge = `{"id":"1","Amount (EUR)":1,"name":"${'x'.repeat(5_000_000)}"}`
    const good = `{"id":"2","Amount (EUR)":2}`
    const result = await pullFile('deals.jsonl', `${good}\n${huge}\n${good.replace('2', '3')}\n`)
    expect(result).toMatchObject({ read: 3, landed: 2, quarantined: 1 })
    expect((await held())[0]!.reason).toBe('deals.jsonl, line 2 (byte 28): it is longer than 4 MB')
  })

  test('of broken JSON is held alone; what breaks the contract is held by its field', async () => {
    const result = await pullFile(
      'deals.jsonl',
      `{"id":"1","Amount (EUR)":1}\n{"id":\n{"id":"2"}\n[1]\n{"id":"a\\u0000b","Amount (EUR)":1}\n`,
    )
    expect(result).toMatchObject({ read: 5, landed: 1, quarantined: 4 })
    const records = await held()
    expect(records.map(({ mode }) => mode).sort()).toEqual([
      'malformed',
      'violation',
      'violation',
      'violation',
    ])
    expect(records.find(({ mode }) => mode === 'malformed')!.reason).toMatch(
      /^deals\.jsonl, line 2 \(byte 28\): it is not JSON: /,
    )
  })

  test.each([
    ['12,50', 'has a comma that may be a decimal or a thousands sign; declare text: { decimal'],
    ['twelve', '"twelve" is not a number'],
  ])('with the amount %s is held with what to declare', async (amount, reason) => {
    await pullFile('deals.csv', `id;Amount (EUR)\n1;${amount}\n`)
    expect((await held())[0]!.reason).toMatch(reason)
  })

  test('with a NUL byte is held alone', async () => {
    const padding = Array.from({ length: 5_000 }, (_, n) => `${n},1,some name\n`).join('')
    const result = await pullFile('deals.csv', `${header}${padding}x,5,a\0b\n`)
    expect(result).toMatchObject({ landed: 5_000, quarantined: 1 })
    expect((await held())[0]!.reason).toMatch('it has a NUL byte')
  })
})

describe('a file that cannot be read', () => {
  const zip = Buffer.concat([Buffer.from('504b0304', 'hex'), deflateRawSync('sheet')])
  test.each<[string, string, string | Buffer, string]>([
    ['an Excel workbook', 'a.csv', zip, 'it is a zip archive or an Excel workbook (.xlsx)'],
    ['a PDF', 'a.csv', '%PDF-1.7 …', 'it is a PDF document: export the table as CSV instead'],
    ['a gzip', 'a.csv', gzipSync(header), 'it is packed with gzip: unpack it with gunzip first'],
    [
      'a web page',
      'a.csv',
      '<!DOCTYPE html><html>…',
      'it is a web page (HTML): perhaps the sign-in',
    ],
    ['NUL bytes', 'a.csv', Buffer.from([1, 0, 0, 7, 0, 9, 9, 9, 9, 9, 9, 9]), 'it is not text'],
    ['nothing', 'a.csv', '', 'it is empty: not even a header is in it'],
    ['JSON', 'a.csv', '{"id":"1"}\n{"id":"2"}\n', `it holds JSON, not CSV: read it with jsonLines`],
    ['a JSON list', 'a.jsonl', '[\n{"id":"1"},\n{"id":"2"}\n]', 'it is one JSON document'],
    ['a table', 'a.jsonl', header, `if it is a table, read it with csv('…')`],
    ['Russian', 'a.csv', iconv.encode('id,name\n1,Привет мир\n', 'win1251'), 'Declare it: csv('],
    ['no such column', 'a.csv', 'id,amount EUR\n1,5\n', `did you mean 'amount EUR'?`],
    ['other columns', 'a.csv', 'x,y\n1,5\n', `it has no column 'id'; its columns are 'x', 'y'`],
    [
      'a column twice',
      'a.csv',
      'id,Amount (EUR),id\n',
      `two columns are named 'id': columns 1 and 3`,
    ],
  ])('%s goes to the desk with what to do', async (_, file, content, message) => {
    const result = await pullFile(file, content)
    expect(result).toMatchObject({ state: 'failed', read: 0, problems: [{ file }] })
    expect(result.problems[0]!.message).toContain(message)
    expect(await desk()).toEqual([
      {
        mode: result.problems[0]!.mode,
        title: `${name()}: ${file}: ${result.problems[0]!.message}`,
      },
    ])
  })

  test('because it is not there is missing, and says where it should be', async () => {
    const result = await again(csv('exports/deals.csv'))
    expect(result.problems).toMatchObject([{ file: 'exports/deals.csv', mode: 'missing' }])
    expect(result.problems[0]!.message).toMatch(
      'there is no such file or folder; put the export there',
    )
  })

  test.each([
    ['klingon', `there is no encoding 'klingon'`],
    ['utf-7', `the encoding 'utf-7' cannot be read; save the file as UTF-8`],
  ])('because of the encoding %s says so', async (encoding, message) => {
    const { problems } = await pullFile('deals.csv', header, { encoding })
    expect(problems[0]!.message).toContain(message)
  })

  test('does not keep the others of its folder from being read', async () => {
    await write('a.csv', `${header}1,1,a\n`)
    await write('b.csv', '%PDF-1.7')
    await write('c.csv', `${header}2,2,b\n`)
    await write('.hidden', 'x')
    await write('~$c.csv', 'x')
    await write('d.csv.part', 'x')
    await mkdir(path('inner'))
    expect(await again(csv('.'))).toMatchObject({
      state: 'failed',
      read: 2,
      landed: 2,
      problems: [{ file: 'b.csv' }],
    })
  })
})
