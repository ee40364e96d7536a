import { createHash, randomBytes } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, readdir, rename, rm, stat, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { digest } from '../../../platform/digest.ts'
import { uploadName } from './upload-name.ts'

/** A file that somebody gave, on this machine's disk. */
export interface Upload {
  readonly id: string
  /** Its name, made safe. */
  readonly file: string
  readonly path: string
  /** In bytes. */
  readonly size: number
}

/** The file is bigger than an upload may be. */
export class UploadTooLargeError extends Error {
  override name = 'UploadTooLargeError'
}

const mostWaiting = 20
const longestWaitMs = 24 * 3_600_000

/** Where the files of a source lie: those that wait for a person's word, and those that landed. */
function placesOf(folder: string, source: string) {
  const plain = source.replace(/[^a-z0-9_-]/gi, '_').slice(0, 60)
  const own = join(folder, `${plain}-${digest(source).slice(0, 8)}`)
  return { waiting: join(own, 'waiting'), kept: join(own, 'kept') }
}

/**
 * Writes a file that is being given to disk, in bounded memory, to wait until somebody lands or
 * discards it. One that nobody comes back to is forgotten after a day.
 * @param folder where uploads are kept
 * @throws UploadTooLargeError behind `most` bytes; nothing is kept then, nor when the giving is cut off
 */
export async function receiveUpload(
  folder: string,
  source: string,
  { name, bytes, most }: { name: string; bytes: AsyncIterable<Uint8Array>; most: number },
): Promise<Upload> {
  const { waiting } = placesOf(folder, source)
  await forgetOld(waiting)
  const file = uploadName(name)
  const mark = randomBytes(8).toString('hex')
  const arriving = join(waiting, `.${mark}`)
  await mkdir(arriving, { recursive: true })
  try {
    const hash = createHash('sha256')
    let size = 0
    const count = new Transform({
      transform(chunk: Buffer, _, done) {
        size += chunk.length
        hash.update(chunk)
        done(size > most ? new UploadTooLargeError() : null, chunk)
      },
    })
    const target = createWriteStream(join(arriving, file), {
      flags: 'wx',
      mode: 0o600,
      flush: true,
    })
    await pipeline(bytes, count, target)
    // Nobody goes on writing it, so its last line is a whole one even without a line end.
    const past = new Date(Date.now() - 60_000)
    await utimes(join(arriving, file), past, past)
    const id = `${mark}-${hash.digest('hex').slice(0, 16)}`
    await rename(arriving, join(waiting, id))
    return { id, file, path: join(waiting, id, file), size }
  } catch (error) {
    await rm(arriving, { recursive: true, force: true })
    throw error
  }
}

/** An upload that waits. */
export async function findUpload(
  folder: string,
  source: string,
  id: string,
): Promise<Upload | undefined> {
  if (!/^[0-9a-f]{16}-[0-9a-f]{16}$/.test(id)) return undefined
  const home = join(placesOf(folder, source).waiting, id)
  const [file] = await readdir(home).catch(() => [])
  if (file === undefined) return undefined
  const path = join(home, file)
  return { id, file, path, size: (await stat(path)).size }
}

/** Forgets an upload that waits. */
export async function discardUpload(folder: string, source: string, id: string): Promise<boolean> {
  const found = await findUpload(folder, source, id)
  if (!found) return false
  await rm(join(placesOf(folder, source).waiting, id), { recursive: true, force: true })
  return true
}

/**
 * Keeps an upload for good, among the files that the source reads. The same file of the same name is
 * kept once.
 * @returns its path
 */
export async function keepUpload(folder: string, source: string, upload: Upload): Promise<string> {
  const { kept, waiting } = placesOf(folder, source)
  const home = join(kept, upload.id.slice(17))
  const path = join(home, upload.file)
  await mkdir(home, { recursive: true })
  const isNew = await stat(path).then(
    () => false,
    () => true,
  )
  if (isNew) await rename(upload.path, path)
  await rm(join(waiting, upload.id), { recursive: true, force: true })
  return path
}

/** The uploaded files of a source that are kept. */
export async function keptUploads(folder: string, source: string): Promise<string[]> {
  const { kept } = placesOf(folder, source)
  const homes = await readdir(kept).catch(() => [])
  const files = await Promise.all(
    homes.map(async (home) =>
      (await readdir(join(kept, home))).map((file) => join(kept, home, file)),
    ),
  )
  return files.flat().sort()
}

/** Forgets what has waited for a day, also of sources that are no more. */
export async function forgetOldUploads(folder: string): Promise<void> {
  const sources = await readdir(folder).catch(() => [])
  await Promise.all(sources.map((own) => forgetOld(join(folder, own, 'waiting'))))
}

/** A person who walked away leaves a file behind, and one who comes back starts again. */
async function forgetOld(waiting: string): Promise<void> {
  const names = await readdir(waiting).catch(() => [])
  const found = await Promise.all(
    names.map(async (name) => {
      const path = join(waiting, name)
      return { path, at: (await stat(path).catch(() => undefined))?.mtimeMs ?? 0 }
    }),
  )
  const newest = found.sort((a, b) => b.at - a.at)
  const isOld = (at: number, n: number) => n >= mostWaiting || Date.now() - at > longestWaitMs
  const old = newest.filter(({ at }, n) => isOld(at, n))
  await Promise.all(old.map(({ path }) => rm(path, { recursive: true, force: true })))
}
