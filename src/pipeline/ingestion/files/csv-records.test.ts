import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { csvRecords, type CsvRecord } from './csv-records.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'linchpin-csv-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function batchesOf(text: string): Promise<CsvRecord[][]> {
  const path = join(folder, 'table.csv')
  await writeFile(path, text, 'latin1')
  const range = { path, transcode: undefined, from: 0, size: text.length } as const
  const batches: CsvRecord[][] = []
  for await (const batch of csvRecords(range, ',', 1)) batches.push(batch)
  return batches
}

test('lines with an open quote come together, as others do', async () => {
  const lines = Array.from({ length: 20_000 }, (_, n) => `${n},"7 inch\n`)
  const batches = await batchesOf(lines.join(''))
  const records = batches.flat()
  expect(records.map(({ raw }) => raw)).toEqual(lines)
  expect(records.map(({ line }) => line)).toEqual(lines.map((_, n) => n + 1))
  expect(records.every(({ broken }) => broken !== undefined)).toBe(true)
  expect(batches.length).toBeLessThan(5)
})

test('between broken records the sound ones are read, also those that go over lines', async () => {
  const batches = await batchesOf('1,"open\n2,"a\nb"\n3,"c"\n4,5" wide\n5,"open, too\n6,"d"\n7,"e')
  expect(
    batches.flat().map(({ line, cells, broken }) => [line, broken ? 'broken' : cells]),
  ).toEqual([
    [1, 'broken'],
    [2, ['2', 'a\nb']],
    [4, ['3', 'c']],
    [5, ['4', '5" wide']],
    [6, 'broken'],
    [7, ['6', 'd']],
    [8, 'broken'],
  ])
})

test('blank lines before a cell with a quote in it are no quote that goes over lines', async () => {
  const records = (await batchesOf('\n\n1,5" wide\n\n2,b')).flat()
  expect(records.map(({ cells, broken }) => broken ?? cells)).toEqual([
    ['1', '5" wide'],
    ['2', 'b'],
  ])
})

test('whatever is in a file, each record begins where the one before it ends', async () => {
  const text = fc
    .array(fc.constantFrom('"', '"', ',', '\n', '\r\n', 'a', 'b c', '1,"x"\n', '2,"y\n'), {
      maxLength: 60,
    })
    .map((parts) => parts.join(''))
  await fc.assert(
    fc.asyncProperty(text, async (given) => {
      const records = (await batchesOf(given)).flat()
      const starts = records.map(({ start }) => start)
      expect(starts).toEqual([0, ...records.map(({ end }) => end)].slice(0, records.length))
      for (const { start, end, raw, broken } of records) {
        if (broken) expect(given.slice(start, end)).toBe(raw)
      }
      const rest = given.slice(records.at(-1)?.end ?? 0)
      expect(rest.trim()).toBe('')
    }),
    { numRuns: 200 },
  )
})
