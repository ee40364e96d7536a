import { createReadStream } from 'node:fs'
import { chunksOfFile } from './of-file.ts'
import { utf16ToUtf8 } from './utf16-to-utf8.ts'

/** A stretch of a file, to be read as bytes in which commas and line ends are those of ASCII. */
export interface ByteRange {
  readonly path: string
  readonly transcode: 'utf-16le' | 'utf-16be' | undefined
  /** Where to begin, in bytes of what is given out. */
  readonly from: number
  /** The file's size when the reading began; what is written behind it is left for the next time. */
  readonly size: number
}

const chunkSize = 256 * 1024

/**
 * Reads the stretch chunk by chunk.
 * @throws FileProblem when the operating system refuses it
 */
export async function* openBytes({
  path,
  transcode,
  from,
  size,
}: ByteRange): AsyncGenerator<Buffer> {
  if (size === 0) return
  const start = transcode ? 0 : from
  if (start >= size) return
  const stream = createReadStream(path, { start, end: size - 1, highWaterMark: chunkSize })
  const chunks = chunksOfFile(stream as AsyncIterable<Buffer>)
  if (!transcode) {
    yield* chunks
    return
  }
  // Positions count bytes of UTF-8, so what lies before `from` is read again to find it.
  let skip = from
  for await (const bytes of utf16ToUtf8(chunks, transcode)) {
    if (skip >= bytes.length) skip -= bytes.length
    else {
      yield bytes.subarray(skip)
      skip = 0
    }
  }
}
