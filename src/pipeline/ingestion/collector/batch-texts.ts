const quote = 34
const backslash = 92
const [openList, closeList] = [91, 93]
const [openObject, closeObject] = [123, 125]
const comma = 44
const colon = 58

/**
 * The JSON texts of the items of `{"batch": [ … ]}`, cut out of the body as they were sent: numbers
 * keep all of their digits, and nothing is written again. The text must be valid JSON.
 * @returns undefined when the list was not found where it is looked for, or is not surely the one that
 * JSON.parse finds: where `batch` stands twice, or a name is written with escapes and may be `batch`
 */
export function batchTexts(text: string): string[] | undefined {
  let depth = 0
  let items: string[] | undefined
  let start = -1
  let inBatch = false
  let lastString = ''
  let named = false
  for (let at = 0; at < text.length; at += 1) {
    switch (text.charCodeAt(at)) {
      case quote: {
        const end = endOfString(text, at)
        if (depth === 1) lastString = text.slice(at + 1, end)
        else if (start < 0 && inBatch) start = at
        at = end
        break
      }
      case openObject:
      case openList:
        if (depth === 1 && lastString === 'batch' && text.charCodeAt(at) === openList) {
          items = []
          inBatch = true
          start = -1
        } else if (inBatch && start < 0) {
          start = at
        }
        depth += 1
        break
      case closeObject:
      case closeList:
        depth -= 1
        if (inBatch && depth === 1) {
          if (start >= 0) items!.push(text.slice(start, at).trimEnd())
          inBatch = false
        }
        break
      case comma:
        if (inBatch && depth === 2) {
          items!.push(text.slice(start, at).trimEnd())
          start = -1
        }
        break
      case colon:
        if (depth !== 1) break
        if (lastString.includes('\\') || (named && lastString === 'batch')) return undefined
        named ||= lastString === 'batch'
        break
      default:
        if (inBatch && start < 0 && text.charCodeAt(at) > 32) start = at
    }
  }
  return items
}

function endOfString(text: string, from: number): number {
  let at = from
  for (;;) {
    at = text.indexOf('"', at + 1)
    let slashes = 0
    while (text.charCodeAt(at - 1 - slashes) === backslash) slashes += 1
    if (slashes % 2 === 0) return at
  }
}
