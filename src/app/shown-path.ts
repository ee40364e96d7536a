import { relative } from 'node:path'

/** A path as one would write it from the folder one stands in: short inside it, whole outside. */
export function shownPath(cwd: string, path: string): string {
  const short = relative(cwd, path)
  return short.startsWith('..') ? path : short || '.'
}
