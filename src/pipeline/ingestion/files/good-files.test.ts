import iconv from 'iconv-lite'
import { describe, expect, test } from 'vitest'
import { fileLab } from '../../../../test/harness/file-lab.ts'
import { sql } from '../../../platform/database/index.ts'

const { db, landed, name, pullFile } = fileLab()
const header = 'id,Amount (EUR),name\n'

describe('a good file', () => {
  const rows = [
    { id: '1', 'Amount (EUR)': '12.50', name: 'Müller, "the" Łódź' },
    { id: '2', 'Amount (EUR)': '3', name: 'line one\r\nline two' },
  ]
  const table = (separator: string, end: string) =>
    [
      ['id', 'Amount (EUR)', 'name'],
      ['1', '12.50', '"Müller, ""the"" Łódź"'],
      ['2', '3', '"line one\r\nline two"'],
    ]
      .map((cells) => cells.join(separator) + end)
      .join('')

  test.each([
    [',', '\n'],
    [';', '\r\n'],
    ['\t', '\n'],
    ['|', '\r'],
  ])('separated by %j with line ends %j lands as it came', async (separator, end) => {
    const result = await pullFile('deals.csv', table(separator, end))
    expect(result).toMatchObject({ state: 'done', read: 2, landed: 2, files: 1 })
    expect(await landed()).toEqual(rows)
  })

  test.each(['utf-8', 'utf-16le', 'utf-16be'])('in %s with a mark is recognised', async (name) => {
    const bytes = iconv.encode(table(';', '\r\n'), name, { addBOM: true })
    expect(await pullFile('deals.csv', bytes)).toMatchObject({ read: 2, landed: 2 })
    expect(await landed()).toEqual(rows)
  })

  test.each(['utf-16le', 'utf-16be'])('in %s without a mark is recognised', async (name) => {
    const bytes = iconv.encode(table(',', '\n'), name, { addBOM: false })
    // The sign beyond the western alphabet must not mislead it.
    expect(await pullFile('deals.csv', bytes)).toMatchObject({ read: 2, landed: 2 })
    expect(await landed()).toEqual(rows)
  })

  test('in windows-1252 is recognised', async () => {
    const text = 'id;Amount (EUR);name\r\n1;5;Jürgen Groß\r\n2;6;"50 € – Café"\r\n'
    const result = await pullFile('deals.csv', iconv.encode(text, 'windows-1252'))
    expect(result).toMatchObject({ read: 2, landed: 2 })
    expect((await landed()).map((each) => each['name'])).toEqual(['Jürgen Groß', '50 € – Café'])
  })

  test.each(['windows-1251', 'shift_jis', 'gb18030', 'koi8-r'])(
    'in %s is read when that is declared',
    async (encoding) => {
      const text = encoding.match(/1251|koi/) ? 'Привет мир' : '日本語テキスト'
      const bytes = iconv.encode(`id,Amount (EUR),name\n1,5,${text}\n`, encoding)
      await pullFile('deals.csv', bytes, { encoding })
      expect(await landed()).toEqual([{ id: '1', 'Amount (EUR)': '5', name: text }])
    },
  )

  test('may name its separator in a first line, as Excel does', async () => {
    await pullFile('deals.csv', `sep=|\r\nid|Amount (EUR)\r\n1|5\r\n`)
    expect(await landed()).toEqual([{ id: '1', 'Amount (EUR)': '5' }])
  })

  test('may be separated by anything that is declared', async () => {
    await pullFile('deals.csv', `id::Amount (EUR)\n1::5\n`, { delimiter: '::' })
    expect(await landed()).toEqual([{ id: '1', 'Amount (EUR)': '5' }])
  })

  test('of JSON lines lands as the very text that came', async () => {
    const text = '{"id":"1",  "Amount (EUR)":1.50}'
    const result = await pullFile('deals.jsonl', `\ufeff${text}\r\n\n{"id":"2","Amount (EUR)":2}`)
    expect(result).toMatchObject({ read: 2, landed: 2 })
    const [row] = await db().query<{ payload: string }>(
      sql`select payload::text from signal where contract = ${name()} order by position`,
    )
    expect(row!.payload).toBe(text)
  })

  test('of JSON lines may begin with a record of any length', async () => {
    const long = JSON.stringify({ id: '1', 'Amount (EUR)': 1, name: 'x'.repeat(300_000) })
    const text = `${long}\n{"id":"2","Amount (EUR)":2}\n`
    expect(await pullFile('deals.jsonl', text)).toMatchObject({ read: 2, landed: 2, problems: [] })
  })

  test('may hold nothing but a header, blank lines and rows of empty cells', async () => {
    expect(await pullFile('deals.csv', `\n${header}\n,,\n\n`)).toMatchObject({
      state: 'done',
      read: 0,
    })
  })
})
