/**
 * The names that may have been meant, the nearest first: those that hold the same words, and those
 * that differ by a few letters.
 */
export function nearMatches(wanted: string, names: readonly string[]): string[] {
  const target = simple(wanted)
  return names
    .map((name) => ({ name, distance: distanceOf(target, simple(name)) }))
    .filter(({ distance }) => distance <= 0.3)
    .sort((a, b) => a.distance - b.distance)
    .slice(0, 3)
    .map(({ name }) => name)
}

/** Lower case, without accents, words apart by single blanks: `dealAmount_(EUR)` is `deal amount eur`. */
const simple = (name: string): string =>
  name
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

/** 0 for the same, up to 1 for nothing in common. */
function distanceOf(a: string, b: string): number {
  if (a === '' || b === '') return 1
  const joined = [a, b].map((text) => text.replaceAll(' ', '')) as [string, string]
  const edits = editDistance(...joined) / Math.max(joined[0].length, joined[1].length)
  const words = new Set(b.split(' '))
  const shared = a.split(' ').every((word) => words.has(word))
  return shared ? Math.min(edits, 0.2) : edits
}

/** Levenshtein: the fewest letters to put in, take out or change. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, n) => n)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const change = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(change, row[j]! + 1, next[j - 1]! + 1))
    }
    row = next
  }
  return row[b.length]!
}
