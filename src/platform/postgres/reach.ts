import { stat } from 'node:fs/promises'
import { dirname } from 'node:path'

/**
 * The first folder on the way to a path that the user may not pass through, judged by its mode;
 * undefined when the way is free.
 */
export async function blockedFolder(
  path: string,
  { uid, gid }: { readonly uid: number; readonly gid: number },
): Promise<string | undefined> {
  const above = dirname(path)
  const blocked = above === path ? undefined : await blockedFolder(above, { uid, gid })
  if (blocked) return blocked
  const found = await stat(path).catch(() => undefined)
  if (!found?.isDirectory()) return undefined
  return mayPass(found, { uid, gid }) ? undefined : path
}

/** Whether a folder with this owner and mode lets the user through. */
export function mayPass(
  folder: { readonly uid: number; readonly gid: number; readonly mode: number },
  user: { readonly uid: number; readonly gid: number },
): boolean {
  const bit = folder.uid === user.uid ? 0o100 : folder.gid === user.gid ? 0o010 : 0o001
  return (folder.mode & bit) !== 0
}
