/** How this workspace writes numbers, money and time. The one place that says so. */
export interface Locale {
  /** A BCP 47 tag: 'en-GB'. */
  readonly tag: string
  /** ISO 4217; what money is shown in where a value brings none. */
  readonly currency: string
  /** An IANA zone; absent: the one of the person's browser. */
  readonly zone?: string | undefined
}

let current: Locale = { tag: 'en-GB', currency: 'EUR' }

export const locale = (): Locale => current

/** Sets how the workspace writes; called once, before the first screen is drawn. */
export function setLocale(next: Locale): void {
  current = next
}
