import { isAbsolute, relative, sep } from 'node:path'

/** The folders that the places of files are told from. */
export interface Folders {
  /** The workspace's folder. */
  readonly folder?: string
  /** Where files that were uploaded are kept. */
  readonly uploads?: string
}

/** A file, and what it is known by for good. */
export interface PlacedFile {
  readonly path: string
  readonly place: string
}

/**
 * A file with its place: how it is reached from the workspace, or from the folder of uploads. Both may be
 * moved, mounted elsewhere or restored from a backup, and what was read of their files is still known.
 * A file that lies in neither is known by its path.
 */
export function placeFile(path: string, { folder, uploads }: Folders): PlacedFile {
  const upload = reach(uploads, path)
  const place = upload === undefined ? (reach(folder, path) ?? path) : `uploads:${upload}`
  return { path, place }
}

/** How a path is reached from a folder; undefined where it does not lie in it. */
function reach(folder: string | undefined, path: string): string | undefined {
  if (folder === undefined) return undefined
  const steps = relative(folder, path)
  const isOutside = isAbsolute(steps) || steps.split(sep)[0] === '..'
  return isOutside ? undefined : steps.replaceAll(sep, '/')
}
