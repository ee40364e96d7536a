import {
  closeSync,
  fstatSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readdirSync,
  statSync,
  writeSync,
} from 'node:fs'
import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { err, ok, type Result } from '../../core/result.ts'

/** Lines that wait on the disk until somebody has taken them, in segments: the last is written, those before it are read. */
export interface Spool {
  /**
   * Hands text, whole lines of it, to the operating system at once: when this returns, the lines
   * outlive the process. It waits for no disk. Either all of them are kept or none is.
   */
  append(lines: string): Result<void, SpoolTrouble>
  /** Closes the segment that is written, if it holds anything, and names all that are closed, oldest first. */
  seal(): readonly string[]
  read(segment: string): Promise<Buffer>
  /** Deletes a segment whose lines have arrived where they belong. */
  remove(segment: string): Promise<void>
  /** How much waits, in bytes. */
  readonly bytes: number
  /** Lets go of the files; what waits is found by the next one who opens the folder. */
  close(): void
}

/** Why lines were not kept: the spool has reached its limit, or the disk refused. */
export interface SpoolTrouble {
  readonly kind: 'full' | 'refused'
  readonly reason: string
}

/** Opens the folder's spool, with whatever an earlier process left in it. Only one process may have it open. */
export function openSpool({ folder, maxBytes }: { folder: string; maxBytes: number }): Spool {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const sizes = new Map<string, number>(
    readdirSync(folder)
      .filter((name) => name.endsWith('.jsonl'))
      .sort()
      .map((name) => [name, statSync(join(folder, name)).size]),
  )
  let bytes = [...sizes.values()].reduce((sum, size) => sum + size, 0)
  let current: { readonly fd: number; readonly name: string; size: number } | undefined
  // After what was left here: the clock may stand where it stood when that was made.
  let next = Math.max(-1, ...[...sizes.keys()].map(numberOf)) + 1

  const close = (): void => {
    if (!current) return
    sizes.set(current.name, current.size)
    closeSync(current.fd)
    current = undefined
  }
  const open = () => {
    // Names sort by time; the number keeps those of one millisecond apart.
    const name = `${Date.now()}-${String(next++).padStart(9, '0')}.jsonl`
    return { fd: openSync(join(folder, name), 'ax', 0o600), name, size: 0 }
  }

  return {
    append(lines) {
      const text = Buffer.from(lines)
      if (bytes + text.length > maxBytes) {
        return err({ kind: 'full', reason: `${bytes} bytes wait already, of ${maxBytes} at most` })
      }
      try {
        current ??= open()
        writeWhole(current.fd, text, current.size)
      } catch (error) {
        // What is left of a line that could not be taken back is found when the segment is read.
        if (current && fstatSync(current.fd).size !== current.size) close()
        return err({ kind: 'refused', reason: (error as Error).message })
      }
      current.size += text.length
      bytes += text.length
      return ok(undefined)
    },
    seal() {
      close()
      return [...sizes.keys()]
    },
    read: (segment) => readFile(join(folder, segment)),
    async remove(segment) {
      await rm(join(folder, segment), { force: true })
      bytes -= sizes.get(segment) ?? 0
      sizes.delete(segment)
    },
    get bytes() {
      return bytes
    },
    close,
  }
}

/** The number in a segment's name. */
const numberOf = (name: string): number => Number(/-(\d+)\.jsonl$/.exec(name)?.[1] ?? -1)

/** Writes all of it, or takes back what was written of it. */
function writeWhole(fd: number, text: Buffer, sizeBefore: number): void {
  try {
    for (let at = 0; at < text.length;) at += writeSync(fd, text, at)
  } catch (error) {
    try {
      ftruncateSync(fd, sizeBefore)
    } catch {
      // The first error says more.
    }
    throw error
  }
}
