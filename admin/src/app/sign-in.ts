const signInPath = '/sign-in'
/** Screens that somebody comes to who is not signed in. */
const entrances = ['/sign-in', '/welcome/', '/invite/']

/** Whether this is a screen for somebody who is not signed in. */
export const isEntrance = (): boolean =>
  entrances.some((each) => location.pathname.startsWith(each))

let go: ((href: string) => void) | undefined

/** Tells how to go to another address without loading the page anew. */
export const onSignInAsked = (navigate: (href: string) => void): void => void (go = navigate)

/** Goes to the sign-in screen, which returns to where the person is now. */
export function askToSignIn(): void {
  const { pathname, search } = location
  if (isEntrance()) return
  go?.(`${signInPath}?to=${encodeURIComponent(pathname + search)}`)
}

let startAnew: ((reason: string) => void) | undefined

/** Tells how screens are made anew that were opened under older rights. */
export const onResetAsked = (reset: (reason: string) => void): void => void (startAnew = reset)

/** The server refused since what the person may do was changed under an open screen. */
export const askToReset = (): void => startAnew?.('What you may do here was changed.')
