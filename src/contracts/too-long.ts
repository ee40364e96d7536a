/** No number or date has more characters than that. */
const longest = 100

/**
 * Why a text is too long to be read as a value, if it is. It is asked before the value's expressions
 * are tried: over a megabyte of blanks they take hours, and nothing else is answered meanwhile.
 */
export function tooLong(text: string): string | undefined {
  return text.length > longest
    ? `"${text.slice(0, 20)}…" has ${text.length} characters, and no number or date has more than ${longest}`
    : undefined
}
