import { openBytes, type ByteRange } from './open-bytes.ts'

export interface Line {
  /** One character per byte, no more than `most` of them, with its line end. */
  readonly text: string
  /** How many bytes the whole line has, with its line end. */
  readonly length: number
  readonly complete: boolean
}

/** Reads the line that begins at `range.from`. */
export async function readLine(range: ByteRange, most: number): Promise<Line> {
  let text = ''
  let length = 0
  for await (const chunk of openBytes(range)) {
    const end = chunk.indexOf('\n') + 1
    const part = end === 0 ? chunk : chunk.subarray(0, end)
    text += part.toString('latin1', 0, Math.max(0, most - text.length))
    length += part.length
    if (end > 0) return { text, length, complete: true }
  }
  return { text, length, complete: false }
}
