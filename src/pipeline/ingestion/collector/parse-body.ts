import { isUtf8 } from 'node:buffer'
import { err, ok, type Result } from '../../../core/result.ts'
import { jsonErrorAt } from './json-error-at.ts'

/** A body that is JSON: as text and as a value. */
export interface ParsedBody {
  readonly text: string
  readonly value: unknown
}

/** Reads a body as JSON, whatever its media type says, or says where it stops being JSON. */
export function parseBody(bytes: Buffer): Result<ParsedBody, { reason: string; position: number }> {
  if (!isUtf8(bytes)) {
    const position = firstDifference(bytes, Buffer.from(bytes.toString('utf8')))
    return err({ position, reason: `the byte at position ${position} is not UTF-8` })
  }
  const text = bytes.toString('utf8').replace(/^\uFEFF/, '')
  try {
    return ok({ text, value: JSON.parse(text) as unknown })
  } catch {
    const position = jsonErrorAt(text)
    const found =
      position < text.length ? `${JSON.stringify(text[position])} is not expected` : 'it ends'
    const line = text.slice(0, position).split('\n').length
    return err({ position, reason: `${found} at position ${position}, line ${line}` })
  }
}

function firstDifference(one: Buffer, other: Buffer): number {
  const at = one.findIndex((byte, n) => byte !== other[n])
  return at < 0 ? one.length : at
}
