import { statfs } from 'node:fs/promises'
import { fail, ok, warn, type Finding } from './finding.ts'

const megabyte = 1_000_000

/** The room left where the workspace lies. */
export async function checkDisk(folder: string): Promise<Finding> {
  const { bavail, bsize } = await statfs(folder)
  return judgeDisk(bavail * bsize, folder)
}

/** @param free bytes that we may still write */
export function judgeDisk(free: number, folder: string): Finding {
  const found = `${(free / (1_000 * megabyte)).toFixed(1)} GB free where ${folder} lies`
  const mend =
    'Free some space, or move the workspace to a larger disk. Nothing that was accepted is lost when the disk is full, but nothing more is accepted'
  if (free < 200 * megabyte) return fail('disk', found, mend)
  if (free < 2_000 * megabyte) return warn('disk', found, mend)
  return ok('disk', found)
}
