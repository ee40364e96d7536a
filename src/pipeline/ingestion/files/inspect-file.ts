import { isUtf8 } from 'node:buffer'
import { createReadStream } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import type { FileDoor } from '../define.ts'
import { encodingCensus } from './encoding-census.ts'
import { encodingNamed, foundEncoding, type Encoding } from './encoding.ts'
import { FileProblem } from './file-problem.ts'
import { foreignFormat } from './foreign-format.ts'
import type { FileFacts } from './look-at-file.ts'
import { chunksOfFile, ofFile } from './of-file.ts'
import { openBytes, type ByteRange } from './open-bytes.ts'

/** A file of text whose encoding is known. */
export interface InspectedFile {
  readonly range: ByteRange
  readonly encoding: Encoding
  /** Where the text begins, behind a byte order mark. */
  readonly start: number
  /** The first lines, one character per byte. */
  readonly sample: string
  /** Whether the file has come to rest, so that a last line without its end is a whole one. */
  isSettled(): Promise<boolean>
}

const sampleSize = 64 * 1024

/**
 * Looks at a file before it is read: that it is text, and in which encoding. One that is not declared
 * is found out from the whole file, which costs a hundredth of what importing it takes.
 * @throws FileProblem
 */
export async function inspectFile(
  path: string,
  door: FileDoor,
  { size, mtimeMs }: FileFacts,
): Promise<InspectedFile> {
  const head = await ofFile(readHead(path))
  const foreign = foreignFormat(head)
  if (foreign) throw new FileProblem('malformed', 'format', `it is ${foreign}`)
  const { encoding, start } = await findEncoding(path, size, head, door.encoding)
  const range = { path, transcode: encoding.transcode, from: start, size }
  return {
    range,
    encoding,
    start,
    sample: await readSample(range),
    isSettled: () => isSettled(path, size, mtimeMs),
  }
}

async function readHead(path: string): Promise<Buffer> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(sampleSize), 0, sampleSize, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}

async function readSample(range: ByteRange): Promise<string> {
  for await (const chunk of openBytes(range)) {
    const sample = chunk.toString('latin1', 0, sampleSize)
    const whole = sample.lastIndexOf('\n') + 1
    return sample.length < sampleSize || whole === 0 ? sample : sample.slice(0, whole)
  }
  return ''
}

async function findEncoding(
  path: string,
  size: number,
  head: Buffer,
  declared: string | undefined,
): Promise<{ encoding: Encoding; start: number }> {
  const marked = byteOrderMark(head) ?? (declared ? undefined : utf16WithoutMark(head))
  if (declared) {
    const encoding = encodingNamed(declared)
    if (!encoding.ok) throw new FileProblem('malformed', 'encoding', encoding.error)
    if (marked && marked.name !== encoding.value.name) {
      const message = `the source declares ${declared}, but the file begins with the mark of ${marked.name}`
      throw new FileProblem('malformed', 'encoding', message)
    }
    return { encoding: encoding.value, start: marked?.start ?? 0 }
  }
  if (marked) {
    const encoding = encodingNamed(marked.name)
    if (encoding.ok) return { encoding: encoding.value, start: marked.start }
  }
  if (head.includes(0)) {
    const message = 'it is not text: it has NUL bytes. Export the table as CSV or JSON lines'
    throw new FileProblem('malformed', 'format', message)
  }
  if (size > 0 && head.length === size && isUtf8(head)) {
    return { encoding: foundEncoding('utf-8'), start: 0 }
  }
  const census = encodingCensus()
  const whole = createReadStream(path, { end: Math.max(0, size - 1), highWaterMark: 1 << 20 })
  for await (const chunk of chunksOfFile(whole as AsyncIterable<Buffer>)) census.add(chunk)
  const verdict = census.verdict()
  if (!verdict.ok) throw new FileProblem('malformed', 'encoding', verdict.error)
  return { encoding: foundEncoding(verdict.value), start: 0 }
}

/** UTF-16 loses its mark while it is turned into UTF-8, so its text begins at 0. */
function byteOrderMark(head: Buffer): { name: string; start: number } | undefined {
  const hex = head.toString('hex', 0, 4)
  if (hex.startsWith('efbbbf')) return { name: 'utf-8', start: 3 }
  if (hex === 'fffe0000') {
    throw new FileProblem('malformed', 'encoding', 'it is UTF-32; save it as UTF-8')
  }
  if (hex.startsWith('fffe')) return { name: 'utf-16le', start: 0 }
  if (hex.startsWith('feff')) return { name: 'utf-16be', start: 0 }
  return undefined
}

/** Western text in UTF-16 has a NUL in nearly every second byte. */
function utf16WithoutMark(head: Buffer): { name: string; start: number } | undefined {
  const nuls = [0, 0]
  for (let n = 0; n < head.length; n++) if (head[n] === 0) nuls[n % 2]! += 1
  const [even, odd] = nuls as [number, number]
  const many = head.length / 4
  if (odd > many && even === 0) return { name: 'utf-16le', start: 0 }
  if (even > many && odd === 0) return { name: 'utf-16be', start: 0 }
  return undefined
}

const restMs = 1_000

/** Waits until the file has not been written for a second; false when it changes meanwhile. */
async function isSettled(path: string, size: number, mtimeMs: number): Promise<boolean> {
  const rest = mtimeMs + restMs - Date.now()
  if (rest > 0) await new Promise((resolve) => setTimeout(resolve, Math.min(rest, restMs)))
  const now = await stat(path).catch(() => undefined)
  return now?.size === size && now.mtimeMs === mtimeMs
}
