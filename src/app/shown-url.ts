const ourselves = new Set(['127.0.0.1', '0.0.0.0', '[::1]', '[::]'])

/**
 * The address that people are told: what LINCHPIN_URL says, or else where the app listens, by this
 * machine's name for itself, since browsers make passkeys for names only.
 *
 * @param url where the app listens
 */
export function shownUrl(env: Readonly<Record<string, string | undefined>>, url: string): string {
  const told = env['LINCHPIN_URL']
  if (told) return told
  const { protocol, hostname, port } = new URL(url)
  return `${protocol}//${ourselves.has(hostname) ? 'localhost' : hostname}:${port}`
}
