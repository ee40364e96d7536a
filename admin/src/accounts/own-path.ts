/**
 * Where an address leads on our own site, as a path; undefined when it leads elsewhere, as whoever made the
 * link may want. It is read as the browser will read it: `/\t/evil.example` and `/.//evil.example` are not
 * what they look like.
 */
export function ownPath(to: unknown, origin: string): string | undefined {
  if (typeof to !== 'string' || !URL.canParse(to, origin)) return undefined
  const url = new URL(to, origin)
  const path = url.pathname + url.search
  return url.origin === origin && !path.startsWith('//') ? path : undefined
}
