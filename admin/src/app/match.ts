/**
 * Those whose label holds all the words that were typed, in any order; where the label begins with
 * what was typed, or a word of it does, first.
 */
export function matching<T extends { readonly label: string }>(
  all: readonly T[],
  typed: string,
): T[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean)
  const rank = (label: string): number => {
    const text = label.toLowerCase()
    if (!words.every((word) => text.includes(word))) return -1
    const starts = words.filter((word) => text.startsWith(word) || text.includes(` ${word}`))
    return starts.length * 2 + (text.startsWith(words[0] ?? '') ? 1 : 0)
  }
  return all
    .map((each) => ({ each, rank: rank(each.label) }))
    .filter((found) => found.rank >= 0)
    .sort((a, b) => b.rank - a.rank)
    .map(({ each }) => each)
}
