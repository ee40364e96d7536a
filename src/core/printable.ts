/**
 * Text that came from outside, fit for a terminal: without control characters and what turns the direction
 * of writing, which could rewrite the screen that shows them, or write the clipboard.
 */
export const printableText = (text: string): string =>
  text.replace(/[^\P{Cc}\n\t]|[\u202a-\u202e\u2066-\u2069]/gu, '\ufffd')

/** The same, kept in one line. */
export const printableLine = (text: string): string =>
  printableText(text).replace(/[\n\t]/g, '\ufffd')
