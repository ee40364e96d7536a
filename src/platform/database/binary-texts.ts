const textType = 25

/**
 * A `text[]` parameter in PostgreSQL's binary form (`array_recv` in its sources: dimensions, whether
 * there are nulls, the element's type, length and lower bound, then each element with its length). In
 * the text form every quote in every element is escaped and read again, which for JSON costs more
 * than all else. The parameter's type must follow from where it stands.
 */
export function binaryTexts(texts: readonly string[]): Buffer {
  let size = 20
  const lengths = texts.map((text) => {
    const length = Buffer.byteLength(text)
    size += 4 + length
    return length
  })
  const array = Buffer.allocUnsafe(size)
  const header = texts.length === 0 ? [0, 0, textType] : [1, 0, textType, texts.length, 1]
  let at = 0
  for (const number of header) at = array.writeInt32BE(number, at)
  for (const [n, text] of texts.entries()) {
    at = array.writeInt32BE(lengths[n]!, at)
    at += array.write(text, at, 'utf8')
  }
  return array.subarray(0, at)
}
