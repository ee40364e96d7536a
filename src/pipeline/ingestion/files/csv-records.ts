import { Parser } from 'csv-parse'
import { openWindow, type Line } from './byte-window.ts'
import { isWellQuoted, mayBeWellQuoted } from './is-well-quoted.ts'
import type { ByteRange } from './open-bytes.ts'

/** A record as it stands in the file. Texts hold one byte per character: they are not decoded yet. */
export interface CsvRecord {
  readonly cells: readonly string[]
  readonly raw: string
  /** Where it begins and ends in the file, and the line that it begins on. */
  readonly start: number
  readonly end: number
  readonly line: number
  /** The line behind it. */
  readonly nextLine: number
  /** Whether a line end follows it. */
  readonly complete: boolean
  /** Why it could not be told apart into cells. */
  readonly broken?: string
}

/** The most bytes that one record may have. */
export const longestRecord = 4_000_000

/**
 * How many bytes the grammar is given at once: few behind a record whose quotes do not fit, because
 * the next may be such a one, and twice as many with each that went well.
 */
const pieces = { least: 1_024, most: 256 * 1_024 }

/**
 * Tells the records of a CSV file apart, chunk by chunk. A quote that is never closed costs the line
 * that it stands in and nothing else: reading begins again on the next line.
 */
export async function* csvRecords(
  range: ByteRange,
  delimiter: string,
  firstLine: number,
): AsyncGenerator<CsvRecord[]> {
  const window = openWindow(range)
  let found: CsvRecord[] = []
  let next = { offset: range.from, line: firstLine }
  let given = 0
  let piece = pieces.most
  const keep = (record: CsvRecord): void => {
    found.push(record)
    next = { offset: record.end, line: record.nextLine }
  }
  const begin = () =>
    openGrammar(delimiter, next, (record) => {
      const length = record.end - next.offset
      window.drop(length)
      given -= length
      keep(record)
    })
  try {
    let grammar = begin()
    for (let ended = false; !ended;) {
      if (given === window.bytes().length) {
        if (found.length > 0) yield found
        found = []
        ended = !(await window.more())
      }
      const part = window.bytes().subarray(given, given + piece)
      given += part.length
      const isWhole = await fits(ended ? grammar.end() : grammar.write(part))
      if (isWhole && !isSwallowing(window.bytes().subarray(0, given), delimiter)) {
        piece = Math.min(2 * piece, pieces.most)
        continue
      }
      keep(brokenRecord(await window.takeLine(longestRecord), next))
      given = 0
      piece = pieces.least
      ended = false
      grammar = begin()
    }
    if (found.length > 0) yield found
  } finally {
    await window.close()
  }
}

interface Start {
  readonly offset: number
  readonly line: number
}

function brokenRecord({ text, length, complete }: Line, { offset, line }: Start): CsvRecord {
  const broken =
    length > longestRecord
      ? `it is longer than ${longestRecord / 1e6} MB`
      : 'a quote is opened in it and not closed before a separator or the end of the line'
  const end = offset + length
  return { cells: [], raw: text, start: offset, end, line, nextLine: line + 1, complete, broken }
}

/** The grammar's relaxed quotes would go on to the end; the strict ones tell from the next quote on. */
function isSwallowing(begun: Buffer, delimiter: string): boolean {
  // The grammar looks that far ahead before it ends a record.
  const ahead = delimiter.length + 2
  if (!begun.includes('\n') && !begun.includes('\r')) return false
  const text = begun.toString('latin1').replace(blankLines, '')
  return /[\r\n]/.test(text.slice(0, -ahead)) && !mayBeWellQuoted(text, delimiter)
}

/** Whether a record goes over several lines and may not. */
function swallows(raw: string, delimiter: string): boolean {
  const text = raw.replace(blankLines, '')
  return countLineEnds(text) > 1 && !isWellQuoted(text, delimiter)
}

const blankLines = /^[\r\n]+/

/** Whether the quotes were found to fit. */
async function fits(reading: Promise<void>): Promise<boolean> {
  try {
    await reading
    return true
  } catch (error) {
    if (!isBadQuote(error)) throw error
    return false
  }
}

/** Hears the bytes from a place on, and tells each record as it ends. */
function openGrammar(delimiter: string, start: Start, heard: (record: CsvRecord) => void) {
  let { offset, line } = start
  return openParser(delimiter, (cells, raw, bytes) => {
    const end = start.offset + bytes
    const lines = countLineEnds(raw)
    if (lines > 1 && swallows(raw, delimiter)) throw badQuote
    // The parser leaves out the second byte of a line end of two.
    const complete = /[\r\n]$/.test(raw)
    heard({ cells, raw, start: offset, end, line, nextLine: line + lines, complete })
    offset = end
    line += lines
  })
}

/** One for all: to take down where it came from would cost more than to read a record. */
const badQuote = new Error('a quote swallows the records behind it')

const badQuoteCodes = ['CSV_QUOTE_NOT_CLOSED', 'CSV_MAX_RECORD_SIZE']

const isBadQuote = (error: unknown): boolean =>
  error === badQuote || badQuoteCodes.includes((error as { code: string }).code)

type Heard = (cells: string[], raw: string, bytes: number) => void

/** csv-parse without its readable side: records are handed over at once, so none is lost when it stops. */
function openParser(delimiter: string, heard: Heard) {
  const parser = new Parser({
    delimiter,
    encoding: 'latin1',
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_quotes: true,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: longestRecord,
    raw: true,
    on_record(found, { bytes }) {
      // With `raw: true` it is given both, which its types do not say.
      const { record, raw } = found as unknown as { record: string[]; raw: string }
      heard(record, raw, bytes)
      return null
    },
  })
  // What goes wrong is given to whoever writes; without a listener it would end the process as well.
  parser.on('error', () => {})
  return {
    write: (chunk: Buffer) =>
      new Promise<void>((resolve, reject) => {
        parser.write(chunk, (error) => (error ? reject(error) : resolve()))
      }),
    end: () =>
      new Promise<void>((resolve, reject) => {
        parser.once('error', reject)
        parser.end(() => resolve())
      }),
  }
}

/** Line ends in a raw record, its own among them. Most have one, as their last byte. */
function countLineEnds(raw: string): number {
  const last = raw.length - 1
  const lf = raw.indexOf('\n')
  const cr = raw.indexOf('\r')
  if ((lf === -1 || lf === last) && (cr === -1 || cr === last)) return 1
  return raw.match(/\r\n|\n|\r/g)!.length
}
