import { bodyLimit } from './read-body.ts'

/** The most that a parsed body may take beyond what its size lets expect, in bytes. */
export const parsedLimit = 2 * bodyLimit

/** An object or a list, in V8, with its place in what holds it. */
const bytesOfOne = 64
const usual = 4
const [openList, openObject] = [91, 123]

/**
 * What a body takes in memory once it is parsed, beyond four times its size. Real events take less than
 * that; three bytes that are an empty object take sixty.
 */
export function parsedBytes(body: Buffer): number {
  let parts = 0
  for (let at = 0; at < body.length; at += 1) {
    const byte = body[at]
    if (byte === openObject || byte === openList) parts += 1
  }
  return Math.max(0, parts * bytesOfOne - body.length * usual)
}
