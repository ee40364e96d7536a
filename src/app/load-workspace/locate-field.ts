/** A place in a text; both count from 1. */
export interface Place {
  readonly line: number
  readonly column: number
}

/**
 * Finds where a field is written in the object that a call is given, so that an error can point at
 * the field and not only at the call. Reads the text as far as needed for that: brackets, strings,
 * comments. It may fail to find what is spread in or built elsewhere; the call is then the place.
 *
 * @param call where the call stands
 * @param path the field inside the object: `version`, `fresh.within`
 * @returns undefined when the field is not written there
 */
export function locateField(source: string, call: Place, path: string): Place | undefined {
  let at = source.indexOf('{', offsetOf(source, call))
  for (const name of path.split('.')) {
    const found = at < 0 ? undefined : keyIn(source, at, name)
    if (found === undefined) return undefined
    at = found
    // The next name is looked for in the object that this key holds.
    if (!path.endsWith(name)) at = source.indexOf('{', found)
  }
  return placeOf(source, at)
}

function offsetOf(source: string, { line, column }: Place): number {
  let offset = 0
  for (let n = 1; n < line; n += 1) offset = source.indexOf('\n', offset) + 1
  return offset + column - 1
}

function placeOf(source: string, offset: number): Place {
  const before = source.slice(0, offset).split('\n')
  return { line: before.length, column: before.at(-1)!.length + 1 }
}

const token =
  /\/\/[^\n]*|\/\*[^]*?\*\/|`(?:\\.|[^`\\])*`|(['"])((?:\\.|(?!\1)[^\\\n])*)\1|[{}()[\],:]|[A-Za-z_$][\w$]*/g

/** The offset of the key among the object's own keys; the object opens at `open`. */
function keyIn(source: string, open: number, name: string): number | undefined {
  let depth = 0
  let expectsKey = false
  token.lastIndex = open
  for (let match = token.exec(source); match; match = token.exec(source)) {
    const [text] = match
    if (text.startsWith('//') || text.startsWith('/*')) continue
    if ('{(['.includes(text)) {
      depth += 1
      expectsKey = depth === 1
    } else if ('})]'.includes(text)) {
      depth -= 1
      if (depth === 0) return undefined
    } else if (depth === 1 && text === ',') {
      expectsKey = true
    } else if (expectsKey && depth === 1) {
      if ((match[2] ?? text) === name) return match.index
      expectsKey = false
    }
  }
  return undefined
}
