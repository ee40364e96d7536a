import { Parser } from 'csv-parse'
import { isWellQuoted } from './is-well-quoted.ts'
import { openBytes, type ByteRange } from './open-bytes.ts'
import { readLine } from './read-line.ts'

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

interface Start {
  readonly offset: number
  readonly line: number
}

/**
 * Tells the records of a CSV file apart, chunk by chunk. A quote that is never closed costs the line
 * that it stands in and nothing else: reading begins again on the next line.
 */
export async function* csvRecords(
  range: ByteRange,
  delimiter: string,
  firstLine: number,
): AsyncGenerator<CsvRecord[]> {
  let start: Start = { offset: range.from, line: firstLine }
  for (;;) {
    const broken: Start | undefined = yield* recordsFrom(range, delimiter, start)
    if (!broken) return
    const line = await readLine({ ...range, from: broken.offset }, longestRecord)
    const end = broken.offset + line.length
    const why =
      line.length > longestRecord
        ? `it is longer than ${longestRecord / 1e6} MB`
        : 'a quote is opened in it and not closed before a separator or the end of the line'
    yield [
      {
        cells: [],
        raw: line.text,
        start: broken.offset,
        end,
        line: broken.line,
        nextLine: broken.line + 1,
        complete: line.complete,
        broken: why,
      },
    ]
    start = { offset: end, line: broken.line + 1 }
  }
}

/** Reads up to the end, or up to a record whose quotes do not fit; returns where that begins. */
async function* recordsFrom(
  range: ByteRange,
  delimiter: string,
  start: Start,
): AsyncGenerator<CsvRecord[], Start | undefined> {
  let found: CsvRecord[] = []
  let { offset, line } = start
  const parser = openParser(delimiter, (cells, raw, bytes) => {
    const end = start.offset + bytes
    const lines = countLineEnds(raw)
    if (lines > 1 && !isWellQuoted(raw, delimiter)) throw new BadQuoteError()
    // The parser leaves out the second byte of a line end of two.
    const complete = /[\r\n]$/.test(raw)
    found.push({ cells, raw, start: offset, end, line, nextLine: line + lines, complete })
    offset = end
    line += lines
  })
  const rest = function* (): Generator<CsvRecord[]> {
    if (found.length > 0) yield found
    found = []
  }
  try {
    for await (const chunk of openBytes({ ...range, from: start.offset })) {
      await parser.write(chunk)
      yield* rest()
    }
    await parser.end()
  } catch (error) {
    if (!isBadQuote(error)) throw error
    yield* rest()
    return { offset, line }
  }
  yield* rest()
  return undefined
}

class BadQuoteError extends Error {
  override name = 'BadQuoteError'
}

const badQuoteCodes = ['CSV_QUOTE_NOT_CLOSED', 'CSV_MAX_RECORD_SIZE']

const isBadQuote = (error: unknown): boolean =>
  error instanceof BadQuoteError || badQuoteCodes.includes((error as { code: string }).code)

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
