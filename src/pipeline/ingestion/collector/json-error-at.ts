const scalar = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?|true|false|null/y
const escape = /\\(?:["\\/bfnrt]|u[\da-fA-F]{4})/y

/**
 * Where text stops being JSON: the offset of the first character that does not belong (of a broken
 * string, its opening quote), or the text's length when it ends too early. `JSON.parse` knows, but
 * does not always say.
 */
export function jsonErrorAt(text: string): number {
  const open: ('{' | '[')[] = []
  let at = 0
  const blanks = (): void => {
    while (' \t\n\r'.includes(text[at] ?? 'x')) at += 1
  }
  const sign = (wanted: string): boolean => {
    blanks()
    if (text[at] !== wanted) return false
    at += 1
    return true
  }
  const move = (to: number | undefined): boolean => {
    at = to ?? at
    return to !== undefined
  }
  /** A value's beginning: all of a scalar, or the bracket that opens a list or an object. */
  const value = (): 'whole' | 'opened' | undefined => {
    for (const bracket of ['{', '['] as const) {
      if (sign(bracket)) {
        open.push(bracket)
        return 'opened'
      }
    }
    return move(endOfString(text, at) ?? endOf(scalar, text, at)) ? 'whole' : undefined
  }
  const member = (): ReturnType<typeof value> => {
    blanks()
    const named = open.at(-1) === '[' || (move(endOfString(text, at)) && sign(':'))
    return named ? value() : undefined
  }
  let found = value()
  while (found && open.length > 0) {
    if (sign(open.at(-1) === '{' ? '}' : ']')) {
      open.pop()
      found = 'whole'
    } else if (found === 'opened' || sign(',')) {
      found = member()
    } else {
      return at
    }
  }
  blanks()
  return at
}

function endOf(pattern: RegExp, text: string, at: number): number | undefined {
  pattern.lastIndex = at
  return pattern.test(text) ? pattern.lastIndex : undefined
}

function endOfString(text: string, from: number): number | undefined {
  if (text[from] !== '"') return undefined
  let at = from + 1
  while (at < text.length) {
    const code = text.charCodeAt(at)
    if (code === 34) return at + 1
    if (code < 32) return undefined
    const next = code === 92 ? endOf(escape, text, at) : at + 1
    if (next === undefined) return undefined
    at = next
  }
  return undefined
}
