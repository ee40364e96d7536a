import { basename } from 'node:path'
import type { Incoming } from '../accept.ts'
import { longestRecord } from './csv-records.ts'
import type { Encoding } from './encoding.ts'
import { FileProblem } from './file-problem.ts'
import type { InspectedFile } from './inspect-file.ts'
import { openBytes, type ByteRange } from './open-bytes.ts'
import type { Position } from './position.ts'
import type { FileBatch, FileReading } from './read-file.ts'

/**
 * Reads JSON lines: a record a line, kept as the very text that came.
 * @throws FileProblem when the file is JSON of another layout, or none at all
 */
export function readJsonLines(file: InspectedFile, from: Position): FileReading {
  refuseOtherLayouts(file.sample)
  const begin = from.offset > file.start ? from : { ...from, offset: file.start }
  return { header: undefined, batches: batches(file, begin) }
}

function refuseOtherLayouts(sample: string): void {
  const lines = sample.split(/\r?\n/).filter((line) => line.trim() !== '')
  const isList = sample.trimStart().startsWith('[')
  // A record that is longer than the sample, or still being written, shows only how it begins.
  const goesOn =
    lines.length === 1 && lines[0]!.trimStart().startsWith('{') && !sample.endsWith('\n')
  if (lines.length === 0 || goesOn || (!isList && lines.slice(0, 20).some(isRecord))) return
  const message = /^\s*[[{]/.test(sample)
    ? `it is one JSON document, not JSON lines: write each record on a line of its own ` +
      `(jq -c '.[]' does that)`
    : `it does not hold JSON lines; if it is a table, read it with csv('…')`
  throw new FileProblem('malformed', 'format', message)
}

function isRecord(line: string): boolean {
  try {
    const value: unknown = JSON.parse(line)
    return typeof value === 'object' && value !== null && !Array.isArray(value)
  } catch {
    return false
  }
}

async function* batches(file: InspectedFile, from: Position): AsyncGenerator<FileBatch> {
  const range = { ...file.range, from: from.offset }
  let { offset, line, records: count } = from
  for await (const lines of linesOf(range)) {
    const records: Incoming[] = []
    const next = () => ({ offset, line, records: count })
    for (const { bytes, length, complete } of lines) {
      if (!complete && !(await file.isSettled())) {
        yield { records, next: next(), unfinished: true }
        return
      }
      const where = `${basename(range.path)}, line ${line} (byte ${offset})`
      const record = toIncoming(bytes, length, file.encoding, where)
      if (record) records.push(record)
      // Without its line end a record may go on when the file grows; then it is read once more.
      if (!complete) continue
      if (record) count += 1
      offset += length
      line += 1
    }
    yield { records, next: next() }
  }
}

interface JsonLine {
  readonly bytes: Buffer
  /** With its line end, and with what of a line that is too long was not kept. */
  readonly length: number
  readonly complete: boolean
}

async function* linesOf(range: ByteRange): AsyncGenerator<JsonLine[]> {
  let parts: Buffer[] = []
  let length = 0
  const keep = (part: Buffer) => {
    if (length <= longestRecord) parts.push(part)
    length += part.length
  }
  for await (const chunk of openBytes(range)) {
    const lines: JsonLine[] = []
    let from = 0
    for (let at = chunk.indexOf(10); at !== -1; at = chunk.indexOf(10, from)) {
      keep(chunk.subarray(from, at))
      lines.push({ bytes: joined(parts), length: length + 1, complete: true })
      parts = []
      length = 0
      from = at + 1
    }
    if (from < chunk.length) keep(chunk.subarray(from))
    if (lines.length > 0) yield lines
  }
  if (length > 0) yield [{ bytes: joined(parts), length, complete: false }]
}

const joined = (parts: readonly Buffer[]): Buffer =>
  parts.length === 1 ? parts[0]! : Buffer.concat(parts)

/** The record of a line; undefined for a blank one. */
function toIncoming(
  bytes: Buffer,
  length: number,
  encoding: Encoding,
  where: string,
): Incoming | undefined {
  const refuse = (why: string): Incoming => ({
    malformed: bytes.subarray(0, longestRecord),
    reason: `${where}: ${why}`,
  })
  if (length > longestRecord) return refuse(`it is longer than ${longestRecord / 1e6} MB`)
  const json = encoding.decode(bytes)?.trim()
  if (json === undefined)
    return refuse(`its bytes are not ${encoding.name}, as the rest of the file`)
  if (json === '') return undefined
  try {
    return { raw: JSON.parse(json) as unknown, json }
  } catch (error) {
    return refuse(`it is not JSON: ${(error as Error).message}`)
  }
}
