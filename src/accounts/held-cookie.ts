import type { Visit } from './person.ts'

/** What the visitor's browser holds under a name. */
export function heldCookie({ cookie }: Visit, name: string): string | undefined {
  const held = cookie.split(/; */).find((each) => each.startsWith(`${name}=`))
  return held?.slice(name.length + 1) || undefined
}
