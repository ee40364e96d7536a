import { err, ok, type Result } from '../../../core/result.ts'

const longest = 200

/** A slug as an author wrote it, when it can stand in an address as one part of the path. */
export function checkSlug(slug: string): Result<string, string> {
  if (slug === '' || slug.length > longest) return err(`must have 1 to ${longest} characters`)
  // Half of a surrogate pair is no character: the database would keep another slug than was asked for.
  if (/[\s/?#\\<>"'`{}|^\p{Cc}\p{Cs}]/u.test(slug)) {
    return err(`"${slug}" has a character that no part of an address may have`)
  }
  if (/^\.+$/.test(slug) || slug === 'feed.xml') return err(`"${slug}" means something else`)
  return ok(slug)
}

/** The slug of a file that names none: its name, or its folder's for an index file, without the date. */
export function slugOfPath(path: string): string {
  const parts = path.split('/')
  const name = parts.at(-1)!.replace(/\.[^.]+$/, '')
  const own = /^_?index$/i.test(name) ? (parts.at(-2) ?? '') : name
  return own
    .replace(/^\d{4}-\d{2}-\d{2}[-_]/, '')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
}

/** The address of a slug in a collection's pattern. What the slug has escaped already stays as it is. */
export const addressOf = (pattern: string, slug: string): string =>
  pattern.replaceAll(':slug', () => encodeURI(slug).replace(/%25([0-9a-f]{2})/gi, '%$1'))
