import { basename } from 'node:path'
import type { Incoming } from '../accept.ts'
import { csvRecords, type CsvRecord } from './csv-records.ts'
import { decodeCells } from './decode-cells.ts'
import { FileProblem } from './file-problem.ts'
import { findDelimiter } from './find-delimiter.ts'
import type { InspectedFile } from './inspect-file.ts'
import type { FileBatch, FileReading } from './read-file.ts'
import type { Position } from './position.ts'
import { readHeader, type DeclaredColumns } from './read-header.ts'

export interface CsvOptions {
  readonly delimiter: string | undefined
  readonly columns: DeclaredColumns
}

/**
 * Reads a CSV file: the first record names the columns, each further one becomes an object of texts.
 * @throws FileProblem when the header cannot serve the contract
 */
export async function readCsv(
  file: InspectedFile,
  { delimiter, columns: declared }: CsvOptions,
  from: Position,
): Promise<FileReading> {
  const layout = await findLayout(file, delimiter, declared)
  const first = await firstRecord(file, layout)
  if (!first) throw new FileProblem('missing', 'header', 'it is empty: not even a header is in it')
  const cells = first.broken ? undefined : decodeCells(first.cells, first.raw, file.encoding)
  if (!cells) {
    const why = first.broken ?? `it is not ${file.encoding.name}`
    throw new FileProblem('malformed', 'header', `its header cannot be read: ${why}`)
  }
  refuseJson(first.raw)
  const columns = readHeader(cells, declared)
  if (!columns.ok) throw new FileProblem('drift', columns.error.about, columns.error.message)
  const begin =
    from.offset >= first.end ? from : { offset: first.end, line: first.nextLine, records: 0 }
  return {
    header: columns.value,
    separator: layout.separator,
    batches: batches(file, layout.separator, columns.value, begin),
  }
}

interface Layout {
  /** As bytes, one character each. */
  readonly separator: string
  readonly offset: number
  readonly line: number
}

/** Excel's own first line, `sep=;`, names the separator; else it is declared or found out. */
async function findLayout(
  file: InspectedFile,
  delimiter: string | undefined,
  declared: DeclaredColumns,
): Promise<Layout> {
  const excel = /^"?sep=(.)"?\r?\n/i.exec(file.sample)
  if (excel) return { separator: excel[1]!, offset: file.start + excel[0].length, line: 2 }
  const text = file.encoding.decode(Buffer.from(file.sample, 'latin1')) ?? file.sample
  const found = delimiter ?? findDelimiter(text, declared.all)
  return { separator: Buffer.from(found).toString('latin1'), offset: file.start, line: 1 }
}

async function firstRecord(file: InspectedFile, layout: Layout): Promise<CsvRecord | undefined> {
  const range = { ...file.range, from: layout.offset }
  for await (const records of csvRecords(range, layout.separator, layout.line)) {
    const first = records.find((record) => record.broken || !isBlank(record, file.encoding))
    if (first) return first
  }
  return undefined
}

function refuseJson(raw: string): void {
  if (!/^\s*[{[]/.test(raw)) return
  throw new FileProblem(
    'malformed',
    'format',
    `it holds JSON, not CSV: read it with jsonLines('…'), one record a line`,
  )
}

/** Nothing but blanks, of which many are of several bytes. Most records are told by their first letter. */
const isBlank = ({ cells, raw }: CsvRecord, encoding: InspectedFile['encoding']): boolean =>
  !cells.some((cell) => /[!-~]/.test(cell)) &&
  (decodeCells(cells, raw, encoding) ?? cells).every((cell) => cell.trim() === '')

async function* batches(
  file: InspectedFile,
  separator: string,
  columns: readonly string[],
  from: Position,
): AsyncGenerator<FileBatch> {
  let next = from
  let read = 0
  const range = { ...file.range, from: from.offset }
  for await (const found of csvRecords(range, separator, from.line)) {
    const records: Incoming[] = []
    for (const record of found) {
      if (!record.complete && !(await file.isSettled())) {
        yield { records, next, unfinished: true }
        return
      }
      if (record.broken || !isBlank(record, file.encoding)) {
        records.push(toIncoming(record, columns, file))
      }
      // Without its line end a record may go on when the file grows; then it is read once more.
      if (!record.complete) continue
      const count = from.records + read + records.length
      next = { offset: record.end, line: record.nextLine, records: count }
    }
    read += records.length
    yield { records, next }
  }
}

function toIncoming(record: CsvRecord, columns: readonly string[], file: InspectedFile): Incoming {
  const { cells, raw } = record
  if (record.broken) return refuse(record, file, record.broken)
  if (cells.length !== columns.length) {
    const given = `${cells.length} ${cells.length === 1 ? 'cell' : 'cells'}`
    return refuse(record, file, `it has ${given}, but the header names ${columns.length} columns`)
  }
  if (raw.includes('\0')) return refuse(record, file, 'it has a NUL byte')
  const texts = decodeCells(cells, raw, file.encoding)
  if (!texts) {
    return refuse(record, file, `its bytes are not ${file.encoding.name}, as the rest of the file`)
  }
  const payload: Record<string, string> = {}
  for (let n = 0; n < texts.length; n++) payload[columns[n]!] = texts[n]!
  return { raw: payload }
}

const refuse = ({ raw, line, start }: CsvRecord, file: InspectedFile, why: string): Incoming => ({
  malformed: Buffer.from(raw, 'latin1'),
  reason: `${basename(file.range.path)}, line ${line} (byte ${start}): ${why}`,
})
