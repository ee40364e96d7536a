import { openBytes, type ByteRange } from './open-bytes.ts'

export interface Line {
  /** One character per byte, no more than `most` of them, with its line end. */
  readonly text: string
  /** How many bytes the whole line has, with its line end. */
  readonly length: number
  readonly complete: boolean
}

/** The bytes of a stretch of a file that are at hand: more come behind them, and those that are done with go. */
export function openWindow(range: ByteRange) {
  const chunks = openBytes(range)
  let bytes: Buffer = Buffer.alloc(0)
  /** Brings the next bytes; false when there are none. */
  const more = async (): Promise<boolean> => {
    const { value, done } = await chunks.next()
    if (done) return false
    bytes = bytes.length > 0 ? Buffer.concat([bytes, value]) : value
    return true
  }
  const drop = (count: number): void => {
    bytes = bytes.subarray(count)
  }
  return {
    bytes: () => bytes,
    more,
    drop,
    /** Takes away the line that begins here. */
    async takeLine(most: number): Promise<Line> {
      let text = ''
      let length = 0
      for (;;) {
        const end = bytes.indexOf('\n') + 1
        const part = end === 0 ? bytes : bytes.subarray(0, end)
        text += part.toString('latin1', 0, Math.max(0, most - text.length))
        length += part.length
        drop(part.length)
        if (end > 0) return { text, length, complete: true }
        if (!(await more())) return { text, length, complete: false }
      }
    },
    close: () => chunks.return(undefined),
  }
}
