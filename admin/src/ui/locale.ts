/** How this workspace writes numbers, money and time. The one place that says so. */
export interface Locale {
  /** A BCP 47 tag: 'en-GB'. */
  readonly tag: string
  /** An IANA zone; absent: the one of the person's browser. */
  readonly zone?: string | undefined
}

let current: Locale = { tag: 'en-GB' }

export const locale = (): Locale => current

/** Sets how the workspace writes. */
export function setLocale(next: Locale): void {
  current = next
}
