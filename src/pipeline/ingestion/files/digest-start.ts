import { createHash } from 'node:crypto'
import { openBytes } from './open-bytes.ts'

/**
 * The digests of the first `size` bytes of a file, and of the first `before` of them, in one reading;
 * none of the second where the file is shorter than that.
 */
export async function digestStart(
  path: string,
  size: number,
  before = 0,
): Promise<{ digest: string; before: string | undefined }> {
  const hash = createHash('sha256')
  let part = before === 0 ? hash.copy().digest('hex') : undefined
  let at = 0
  for await (const chunk of openBytes({ path, transcode: undefined, from: 0, size })) {
    const cut = before - at
    at += chunk.length
    if (cut > 0 && cut <= chunk.length) {
      part = hash.update(chunk.subarray(0, cut)).copy().digest('hex')
      hash.update(chunk.subarray(cut))
    } else hash.update(chunk)
  }
  return { digest: hash.digest('hex'), before: part }
}
