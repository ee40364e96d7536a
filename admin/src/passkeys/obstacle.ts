/** Why no passkey can be made or used at this screen. */
export interface Obstacle {
  readonly words: string
  /** Where it can be. */
  readonly at?: string
}

/** What of a window decides it. */
export interface Place {
  readonly href: string
  readonly isSecureContext: boolean
  /** Whether the browser reads the questions that we send. */
  readonly knowsPasskeys: boolean
}

/** What stands in the way of passkeys; undefined when nothing does. */
export function obstacleAt({ href, isSecureContext, knowsPasskeys }: Place): Obstacle | undefined {
  const url = new URL(href)
  const isNumber = url.hostname.startsWith('[') || /^\d+(\.\d+){3}$/.test(url.hostname)
  if (['127.0.0.1', '[::1]'].includes(url.hostname)) {
    url.hostname = 'localhost'
    return { words: 'Browsers make passkeys for names, not for numbers.', at: url.href }
  }
  if (!isSecureContext) return { words: 'Passkeys need an address with https. A password works.' }
  if (isNumber) {
    return { words: 'Browsers make passkeys for names, not for numbers. A password works.' }
  }
  return knowsPasskeys
    ? undefined
    : { words: 'This browser does not know passkeys yet. A password works.' }
}

/** The same for this window. */
export const obstacleHere = (): Obstacle | undefined =>
  obstacleAt({
    href: location.href,
    isSecureContext,
    knowsPasskeys:
      typeof PublicKeyCredential === 'function' &&
      typeof PublicKeyCredential.parseCreationOptionsFromJSON === 'function',
  })
