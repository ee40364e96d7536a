import type { IncomingMessage } from 'node:http'
import { promisify } from 'node:util'
import { brotliDecompress, gunzip, inflate, inflateRaw } from 'node:zlib'
import { err, ok, type Result } from '../../../core/result.ts'
import type { Hold, MemoryBudget } from './memory-budget.ts'

/** Why a body could not be had. */
export type BodyTrouble =
  | { readonly kind: 'too-large'; readonly as: 'sent' | 'decompressed' }
  | { readonly kind: 'encoding'; readonly encoding: string }
  | { readonly kind: 'not-compressed'; readonly encoding: string; readonly reason: string }
  | { readonly kind: 'busy' }
  | { readonly kind: 'gone' }

/** A body that comes in. */
export interface Reading {
  /** What it holds of the memory, which whoever has the body gives back when done. */
  readonly hold: Hold
  readonly body: Promise<Result<Buffer, BodyTrouble>>
  /** Keeps nothing of it any more; the rest is read and thrown away. */
  abandon(): void
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
export function readBody(request: IncomingMessage, budget: MemoryBudget): Reading {
  const { promise, resolve } = Promise.withResolvers<Result<Buffer, BodyTrouble>>()
  const chunks: Buffer[] = []
  let length = 0
  let settled = false
  const settle = (sent: Result<Buffer, BodyTrouble>): void => {
    if (settled) return
    settled = true
    chunks.length = 0
    if (sent.ok) hold.complete()
    else hold.give()
    resolve(sent)
  }
  const hold = budget.begin(() => settle(err({ kind: 'busy' })))
  if (request.destroyed) settle(err({ kind: 'gone' }))
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
    if (!hold.take(chunk.length)) return settle(err({ kind: 'busy' }))
    chunks.push(chunk)
  })
  request.on('end', () => settle(ok(chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks))))
  request.on('close', () => settle(err({ kind: 'gone' })))
  request.on('error', () => settle(err({ kind: 'gone' })))
  return {
    hold,
    body: promise.then((sent) => unpackSent(request, hold, sent)),
    abandon: () => settle(err({ kind: 'gone' })),
  }
}

async function unpackSent(
  request: IncomingMessage,
  hold: Hold,
  sent: Result<Buffer, BodyTrouble>,
): Promise<Result<Buffer, BodyTrouble>> {
  if (!sent.ok) return sent
  const packing = packingOf(request.headers['content-encoding'], sent.value)
  if (packing === undefined) return sent
  const unpacked = await unpack(packing, sent.value)
  hold.give()
  if (!unpacked.ok) return unpacked
  return hold.take(unpacked.value.length) ? unpacked : err({ kind: 'busy' })
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
