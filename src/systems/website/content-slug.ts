/**
 * A function that finds the slug of a piece of content in a page's path.
 *
 * @param pattern the path with `:slug` in the slug's place and `*` for any one part: `/blog/:slug`
 * @throws RangeError when `:slug` does not stand in it once
 */
export function slugFinder(pattern: string): (path: string) => string | undefined {
  const parts = pattern.split('/').filter(Boolean)
  if (parts.filter((part) => part === ':slug').length !== 1) {
    throw new RangeError(`write the path with :slug once, for example '/blog/:slug'`)
  }
  return (path) => {
    const found = path.split('/').filter(Boolean)
    const fits =
      found.length === parts.length &&
      parts.every((part, n) => part === ':slug' || part === '*' || part === found[n])
    return fits ? decoded(found[parts.indexOf(':slug')]!) : undefined
  }
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
