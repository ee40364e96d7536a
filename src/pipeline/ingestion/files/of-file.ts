import type { FailureMode } from '../../../contracts/index.ts'
import { withoutPath } from '../../../platform/without-path.ts'
import { FileProblem } from './file-problem.ts'

/** What the operating system's errors are in words of failure modes; one that stands nowhere is `unavailable`. */
const codes: Partial<Record<FailureMode, readonly string[]>> = {
  timeout: ['ETIMEDOUT', 'ETIME'],
  unauthorized: ['EACCES', 'EPERM', 'EKEYEXPIRED', 'EKEYREJECTED', 'EKEYREVOKED', 'ENOKEY'],
  missing: ['ENOENT', 'ENOTDIR', 'ELOOP', 'ENAMETOOLONG'],
  malformed: ['EISDIR', 'EINVAL', 'EFBIG', 'EOVERFLOW', 'ERR_FS_FILE_TOO_LARGE'],
}

const modes = new Map(
  Object.entries(codes).flatMap(([mode, names]) =>
    names.map((name) => [name, mode as FailureMode] as const),
  ),
)

/** What the file system refuses, as a problem of the file. What anything else throws stays as it is. */
export function asFileProblem(error: unknown): unknown {
  const { code, syscall } = error as NodeJS.ErrnoException
  if (error instanceof FileProblem || typeof code !== 'string' || !syscall) return error
  const mode = modes.get(code) ?? 'unavailable'
  return new FileProblem(mode, 'system', `it cannot be read: ${withoutPath(error as Error)}`)
}

/**
 * Waits for a step that touches a file, or for one chunk after the other.
 * @throws FileProblem when the operating system refuses it
 */
export async function ofFile<T>(work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    throw asFileProblem(error)
  }
}

export async function* chunksOfFile(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  try {
    yield* chunks
  } catch (error) {
    throw asFileProblem(error)
  }
}
