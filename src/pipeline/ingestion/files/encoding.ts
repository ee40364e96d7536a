import { isUtf8 } from 'node:buffer'
import iconv from 'iconv-lite'
import { err, ok, type Result } from '../../../core/result.ts'

/** How the bytes of a file become text. */
export interface Encoding {
  readonly name: string
  /** UTF-16 is turned into UTF-8 while it is read; in all others commas and line ends are the bytes of ASCII. */
  readonly transcode: 'utf-16le' | 'utf-16be' | undefined
  /** The text, or undefined where the bytes are not of this encoding. Only asked where they go beyond ASCII. */
  decode(bytes: Buffer): string | undefined
}

const utf8: Encoding = {
  name: 'utf-8',
  transcode: undefined,
  decode: (bytes) => (isUtf8(bytes) ? bytes.toString('utf8') : undefined),
}

const everyAsciiSign = String.fromCharCode(
  ...Array.from({ length: 95 }, (_, n) => n + 32),
  9,
  10,
  13,
)

/** The encoding of that name. */
export function encodingNamed(name: string): Result<Encoding, string> {
  const plain = name.toLowerCase().replace(/[^a-z0-9]/g, '')
  if (plain === 'utf8') return ok(utf8)
  if (plain === 'utf16le' || plain === 'utf16be') {
    return ok({ ...utf8, name, transcode: plain === 'utf16le' ? 'utf-16le' : 'utf-16be' })
  }
  const exists: boolean = iconv.encodingExists(name)
  if (!exists) {
    return err(
      `there is no encoding '${name}'; write for example 'utf-8', 'utf-16le', 'windows-1252' or 'shift_jis'`,
    )
  }
  if (!iconv.encode(everyAsciiSign, name).equals(Buffer.from(everyAsciiSign))) {
    return err(`the encoding '${name}' cannot be read; save the file as UTF-8`)
  }
  return ok({
    name,
    transcode: undefined,
    decode(bytes) {
      const text = iconv.decode(bytes, name, { stripBOM: false })
      return text.includes('\ufffd') ? undefined : text
    },
  })
}

/**
 * An encoding that was found out rather than declared. A line of UTF-8 in a file of windows-1252 would
 * read as gibberish, so it is refused.
 */
export function foundEncoding(name: 'utf-8' | 'windows-1252'): Encoding {
  if (name === 'utf-8') return utf8
  const undefinedSigns = /[\x81\x8d\x8f\x90\x9d]/
  return {
    name,
    transcode: undefined,
    decode(bytes) {
      if (isUtf8(bytes)) return undefined
      const text = iconv.decode(bytes, name)
      return undefinedSigns.test(text) ? undefined : text
    },
  }
}
