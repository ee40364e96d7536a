/** What came of a body so far. */
export interface Pieces {
  add(piece: Buffer): void
  /** All of it, in one piece. */
  whole(): Buffer
  /** Keeps nothing of it. */
  clear(): void
}

/** From so many bytes on, what a piece costs besides them is little. */
const largeBytes = 1024
const blockBytes = 4096

/**
 * Gathers a body in memory of about its size. Its sender chooses the pieces, and each costs hundreds of
 * bytes by itself, so that small ones are put together as they come.
 */
export function gatherPieces(): Pieces {
  let pieces: Buffer[] = []
  let block: Buffer | undefined
  let used = 0

  const closeBlock = (): void => {
    if (used > 0) pieces.push(Buffer.from(block!.subarray(0, used)))
    used = 0
  }
  return {
    add(piece) {
      // Most bodies are one piece, which stays as it is.
      if (pieces.length === 0 || piece.length >= largeBytes) {
        closeBlock()
        pieces.push(piece)
        return
      }
      block ??= Buffer.allocUnsafe(blockBytes)
      if (used + piece.length > blockBytes) closeBlock()
      used += piece.copy(block, used)
    },
    whole() {
      closeBlock()
      return pieces.length === 1 ? pieces[0]! : Buffer.concat(pieces)
    },
    clear() {
      pieces = []
      block = undefined
      used = 0
    },
  }
}
