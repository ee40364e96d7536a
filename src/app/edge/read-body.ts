import type { IncomingMessage } from 'node:http'
import { err, ok, type Result } from '../../core/result.ts'
import { gatherPieces } from '../../platform/gather-pieces.ts'

/**
 * The body of a request. `too large`: the rest of it is not read, so the connection is of no more use once
 * that is answered; `broken`: the sender went away, and nobody waits for an answer.
 */
export async function readBody(
  req: IncomingMessage,
  mostBytes: number,
): Promise<Result<Buffer, 'too large' | 'broken'>> {
  const pieces = gatherPieces()
  let size = 0
  try {
    // Ended by itself, the iterator would close the connection before anything is answered.
    for await (const chunk of req.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      size += chunk.length
      if (size > mostBytes) return err('too large')
      pieces.add(chunk)
    }
  } catch {
    return err('broken')
  }
  return ok(pieces.whole())
}
