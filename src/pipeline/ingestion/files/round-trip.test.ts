import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import iconv from 'iconv-lite'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { inspectFile } from './inspect-file.ts'
import { lookAtFile } from './look-at-file.ts'
import { fileStart } from './position.ts'
import { readCsv } from './read-csv.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'linchpin-csv-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

interface Dialect {
  readonly separator: string
  readonly end: string
  readonly quotes: 'always' | 'needed'
  readonly encoding: 'utf-8' | 'utf-16le' | 'utf-16be'
  readonly lastEnd: boolean
}

const dialects: fc.Arbitrary<Dialect> = fc.record({
  separator: fc.constantFrom(',', ';', '\t', '|'),
  end: fc.constantFrom('\n', '\r\n', '\r'),
  quotes: fc.constantFrom('always', 'needed'),
  encoding: fc.constantFrom('utf-8', 'utf-16le', 'utf-16be'),
  lastEnd: fc.boolean(),
})

const cell = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: fc.constantFrom('"', ',', ';', '\t', '|', '\n', '\r', "'", 'ä', '😀', ' ') }),
)
const tables = fc
  .integer({ min: 1, max: 5 })
  .chain((width) =>
    fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1 }),
  )

function writeTable(rows: readonly (readonly string[])[], dialect: Dialect): Buffer {
  const quoted = (text: string) =>
    dialect.quotes === 'always' || /["\r\n,;\t|]/.test(text)
      ? `"${text.replaceAll('"', '""')}"`
      : text
  const lines = rows.map((row) => row.map(quoted).join(dialect.separator))
  const text = lines.join(dialect.end) + (dialect.lastEnd ? dialect.end : '')
  return iconv.encode(text, dialect.encoding, { addBOM: true })
}

test('any table, in any dialect, is read back as it was written', async () => {
  const path = join(folder, 'table.csv')
  await fc.assert(
    fc.asyncProperty(tables, dialects, async (rows, dialect) => {
      fc.pre(rows.every((row) => row.every((each) => !each.includes('\0'))))
      const columns = rows[0]!.map((_, n) => `c${n}`)
      await writeFile(path, writeTable([columns, ...rows], dialect))
      const declared = { all: columns, required: [] }
      const door = { door: 'file', format: 'csv', path } as const
      const file = { ...(await inspectFile(path, door, await lookAtFile(path))) }
      const options = { delimiter: dialect.separator, columns: declared }
      const settled = { ...file, isSettled: () => Promise.resolve(true) }
      const { header, batches } = await readCsv(settled, options, fileStart)
      expect(header).toEqual(columns)
      const read: unknown[] = []
      for await (const { records } of batches) read.push(...records)
      // A row of nothing but blanks is no record.
      const full = rows.filter((row) => row.some((each) => each.trim() !== ''))
      expect(read).toEqual(
        full.map((row) => ({ raw: Object.fromEntries(row.map((each, n) => [`c${n}`, each])) })),
      )
    }),
    { numRuns: 300 },
  )
})
