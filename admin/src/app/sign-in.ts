const signInPath = '/sign-in'

let go: ((href: string) => void) | undefined

/** Tells how to go to another address without loading the page anew. */
export const onSignInAsked = (navigate: (href: string) => void): void => void (go = navigate)

/** Goes to the sign-in screen, which returns to where the person is now. */
export function askToSignIn(): void {
  const { pathname, search } = location
  if (pathname === signInPath) return
  go?.(`${signInPath}?to=${encodeURIComponent(pathname + search)}`)
}
