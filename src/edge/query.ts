/**
 * A parameter of a URL's query, decoded; undefined when it is absent. It reads the text itself,
 * because building a URL object takes longer than everything else that an answer needs.
 *
 * @param from where the query starts in the URL: after the question mark
 */
export function queryParameter(url: string, from: number, name: string): string | undefined {
  let at = from
  while (at < url.length) {
    const ampersand = url.indexOf('&', at)
    const end = ampersand === -1 ? url.length : ampersand
    if (url.startsWith(name, at) && url.charCodeAt(at + name.length) === 61) {
      return decoded(url.slice(at + name.length + 1, end))
    }
    at = end + 1
  }
  return undefined
}

/** The text without its escapes; as it is when they make no sense. */
export function decoded(text: string): string {
  if (!text.includes('%') && !text.includes('+')) return text
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    return text
  }
}
