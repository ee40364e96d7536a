import type { IncomingMessage } from 'node:http'
import { promisify } from 'node:util'
import { brotliDecompress, gunzip, inflate, inflateRaw } from 'node:zlib'
import { err, ok, type Result } from '../../../core/result.ts'
import type { MemoryBudget } from './memory-budget.ts'

/** Why a body could not be had. */
export type BodyTrouble =
  | { readonly kind: 'too-large'; readonly as: 'sent' | 'decompressed' }
  | { readonly kind: 'encoding'; readonly encoding: string }
  | { readonly kind: 'not-compressed'; readonly encoding: string; readonly reason: string }
  | { readonly kind: 'busy' }
  | { readonly kind: 'gone' }

/** A body in memory. Whoever has it gives its bytes back to the budget when done. */
export interface Body {
  readonly bytes: Buffer
  readonly taken: number
}

/** The largest body, as sent and as decompressed. */
export const bodyLimit = 4 * 1024 * 1024
/** What a client may go on sending after it was told that it is too much, before it is cut off. */
const patience = 16 * bodyLimit

const unpackers = {
  gzip: promisify(gunzip),
  deflate: promisify(inflate),
  'raw deflate': promisify(inflateRaw),
  br: promisify(brotliDecompress),
} as const

/** Reads a request's body into memory and decompresses it, within the limits. */
export async function readBody(
  request: IncomingMessage,
  budget: MemoryBudget,
): Promise<Result<Body, BodyTrouble>> {
  const sent = await readSent(request, budget)
  if (!sent.ok) return sent
  const packing = packingOf(request.headers['content-encoding'], sent.value.bytes)
  if (packing === undefined) return sent
  const unpacked = await unpack(packing, sent.value.bytes)
  budget.give(sent.value.taken)
  if (!unpacked.ok) return unpacked
  const taken = unpacked.value.length
  return budget.take(taken) ? ok({ bytes: unpacked.value, taken }) : err({ kind: 'busy' })
}

function readSent(
  request: IncomingMessage,
  budget: MemoryBudget,
): Promise<Result<Body, BodyTrouble>> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = []
    let taken = 0
    let length = 0
    let settled = false
    const settle = (result: Result<Body, BodyTrouble>): void => {
      if (settled) return
      settled = true
      if (!result.ok) budget.give(taken)
      resolve(result)
    }
    if (Number(request.headers['content-length'] ?? 0) > bodyLimit) {
      settle(err({ kind: 'too-large', as: 'sent' }))
    }
    request.on('data', (chunk: Buffer) => {
      length += chunk.length
      // What is refused is read to its end all the same: a client that is cut off while it sends
      // never sees why.
      if (length > patience) request.destroy()
      if (settled) return
      if (length > bodyLimit) return settle(err({ kind: 'too-large', as: 'sent' }))
      if (!budget.take(chunk.length)) return settle(err({ kind: 'busy' }))
      taken += chunk.length
      chunks.push(chunk)
    })
    request.on('end', () => {
      const bytes = chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks)
      settle(ok({ bytes, taken }))
    })
    request.on('close', () => settle(err({ kind: 'gone' })))
    request.on('error', () => settle(err({ kind: 'gone' })))
  })
}

/** How the body is packed. Some clients pack it and do not say so. */
function packingOf(header: string | undefined, bytes: Buffer): string | undefined {
  const said = header?.trim().toLowerCase().replace(/^x-/, '')
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) return 'gzip'
  if (said === 'deflate') return (bytes[0]! & 0x0f) === 8 ? 'deflate' : 'raw deflate'
  return said === 'identity' || said === '' ? undefined : said
}

async function unpack(packing: string, bytes: Buffer): Promise<Result<Buffer, BodyTrouble>> {
  if (!Object.hasOwn(unpackers, packing)) return err({ kind: 'encoding', encoding: packing })
  try {
    // It stops as soon as there is too much, however much more would come.
    const options = { maxOutputLength: bodyLimit }
    return ok(await unpackers[packing as keyof typeof unpackers](bytes, options))
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    return err(
      code === 'ERR_BUFFER_TOO_LARGE'
        ? { kind: 'too-large', as: 'decompressed' }
        : { kind: 'not-compressed', encoding: packing, reason: message },
    )
  }
}
