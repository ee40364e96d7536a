import type { IncomingMessage } from 'node:http'
import { createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from 'node:zlib'
import { err, ok, type Result } from '../../../core/result.ts'
import { gatherPieces } from '../../../platform/gather-pieces.ts'
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
  gzip: createGunzip,
  deflate: createInflate,
  'raw deflate': createInflateRaw,
  br: createBrotliDecompress,
} as const

/** What unpacking takes besides the body: its window, and what it has made and nobody has fetched yet. */
const unpackerBytes = 128 * 1024

/** Reads a request's body into memory and decompresses it, within the limits. */
export function readBody(request: IncomingMessage, budget: MemoryBudget): Reading {
  const { promise, resolve } = Promise.withResolvers<Result<Buffer, BodyTrouble>>()
  const pieces = gatherPieces()
  let length = 0
  let settled = false
  const settle = (sent: Result<Buffer, BodyTrouble>): void => {
    if (settled) return
    settled = true
    pieces.clear()
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
    pieces.add(chunk)
  })
  request.on('end', () => settle(ok(pieces.whole())))
  request.on('close', () => settle(err({ kind: 'gone' })))
  request.on('error', () => settle(err({ kind: 'gone' })))
  const body = promise.then((sent) => unpackSent(request, hold, sent))
  return {
    hold,
    body,
    abandon() {
      settle(err({ kind: 'gone' }))
      // It may be whole already, and being unpacked.
      void body.then(() => hold.give())
    },
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
  const unpacked = await unpackInTurn(packing, sent.value, hold)
  if (unpacked.ok) hold.give(sent.value.length + unpackerBytes)
  else hold.give()
  return unpacked
}

let lastBrotli: Promise<unknown> = Promise.resolve()

/**
 * A few bytes of Brotli may fill a window of 16 MB before the first of it can be counted, so that such
 * bodies, which no SDK sends, are unpacked one after another.
 */
function unpackInTurn(
  packing: string,
  bytes: Buffer,
  hold: Hold,
): Promise<Result<Buffer, BodyTrouble>> {
  if (packing !== 'br') return unpack(packing, bytes, hold)
  const turn = lastBrotli.then(() => unpack(packing, bytes, hold))
  lastBrotli = turn.catch(() => {})
  return turn
}

/** How the body is packed. Some clients pack it and do not say so. */
function packingOf(header: string | undefined, bytes: Buffer): string | undefined {
  const said = header?.trim().toLowerCase().replace(/^x-/, '')
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) return 'gzip'
  if (said === 'deflate') return (bytes[0]! & 0x0f) === 8 ? 'deflate' : 'raw deflate'
  return said === 'identity' || said === '' ? undefined : said
}

/** Unpacks a body piece by piece, and takes the memory for each before it goes on. */
async function unpack(
  packing: string,
  bytes: Buffer,
  hold: Hold,
): Promise<Result<Buffer, BodyTrouble>> {
  if (!Object.hasOwn(unpackers, packing)) return err({ kind: 'encoding', encoding: packing })
  if (!hold.take(unpackerBytes)) return err({ kind: 'busy' })
  const unpacking = unpackers[packing as keyof typeof unpackers]()
  const chunks: Buffer[] = []
  let length = 0
  try {
    unpacking.end(bytes)
    for await (const chunk of unpacking as AsyncIterable<Buffer>) {
      length += chunk.length
      if (length > bodyLimit) return err({ kind: 'too-large', as: 'decompressed' })
      if (!hold.take(chunk.length)) return err({ kind: 'busy' })
      chunks.push(chunk)
    }
  } catch (error) {
    const reason = (error as Error).message
    return err({ kind: 'not-compressed', encoding: packing, reason })
  }
  return ok(Buffer.concat(chunks))
}
