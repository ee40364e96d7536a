/**
 * A place in a list, as the `next` of a page names it: by the values that the last row stands there for,
 * so that what comes or goes meanwhile neither hides nor repeats a row. Whoever asks for the next page
 * gives it back unread.
 */
export function writePlace(values: readonly (string | number)[]): string {
  const bytes = new TextEncoder().encode(JSON.stringify(values))
  const text = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
  return text.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

/** The values, or undefined where no page wrote it. They are whatever somebody sent: look at each. */
export function readPlace(text: string): readonly unknown[] | undefined {
  try {
    const signs = atob(text.replaceAll('-', '+').replaceAll('_', '/'))
    const bytes = Uint8Array.from(signs, (sign) => sign.charCodeAt(0))
    const values: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
    return Array.isArray(values) ? (values as unknown[]) : undefined
  } catch {
    return undefined
  }
}
