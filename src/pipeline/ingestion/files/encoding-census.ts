import { isAscii, isUtf8 } from 'node:buffer'
import { err, ok, type Result } from '../../../core/result.ts'

/** What the bytes of a file say about its encoding. Fed with the whole file, chunk by chunk. */
export interface EncodingCensus {
  add(chunk: Buffer): void
  /** The encoding, or why it cannot be told. */
  verdict(): Result<'utf-8' | 'windows-1252', string>
}

const newline = 10
const longestLine = 1 << 20

/** Bytes that windows-1252 leaves undefined. */
const undefinedBytes = new Set([0x81, 0x8d, 0x8f, 0x90, 0x9d])

/**
 * Counts lines that are UTF-8 and lines that are not. Text of another encoding is hardly ever valid
 * UTF-8 by accident, so the majority tells; the lines of the minority are refused one by one later.
 */
export function encodingCensus(): EncodingCensus {
  let carry: Buffer = Buffer.alloc(0)
  let utf8 = 0
  const other = { lines: 0, bytes: 0, neighbours: 0, undefined: 0 }

  const addLine = (line: Buffer): void => {
    if (isAscii(line)) return
    if (isUtf8(line)) {
      utf8 += 1
      return
    }
    other.lines += 1
    for (let n = 0; n < line.length; n++) {
      const byte = line[n]!
      if (byte < 0x80) continue
      other.bytes += 1
      if ((line[n - 1] ?? 0) >= 0x80 || (line[n + 1] ?? 0) >= 0x80) other.neighbours += 1
      if (undefinedBytes.has(byte)) other.undefined += 1
    }
  }

  return {
    add(chunk) {
      const buffer = carry.length > 0 ? Buffer.concat([carry, chunk]) : chunk
      const last = buffer.lastIndexOf(newline) + 1
      const end = last === 0 && buffer.length > longestLine ? buffer.length : last
      carry = Buffer.from(buffer.subarray(end))
      if (isAscii(buffer.subarray(0, end))) return
      for (let from = 0; from < end;) {
        const at = buffer.indexOf(newline, from)
        const to = at === -1 || at >= end ? end : at
        addLine(buffer.subarray(from, to))
        from = to + 1
      }
    },
    verdict() {
      addLine(carry)
      carry = Buffer.alloc(0)
      if (utf8 >= other.lines) return ok('utf-8')
      // In western languages letters beyond ASCII mostly stand alone; whole words of them are another alphabet.
      if (other.undefined > 0 || (other.bytes >= 8 && other.neighbours > other.bytes / 2)) {
        return err(
          `its encoding cannot be told: it is neither UTF-8 nor windows-1252. ` +
            `Declare it: csv('…', { encoding: 'windows-1251' }), or save the file as UTF-8`,
        )
      }
      return ok('windows-1252')
    },
  }
}
