import { createHash } from 'node:crypto'

/** SHA-256 of text (as UTF-8) or bytes, as 64 hexadecimal digits. */
export const digest = (content: string | Buffer): string =>
  createHash('sha256').update(content).digest('hex')
