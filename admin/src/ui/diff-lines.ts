/** A line of a comparison: in both, only before, or only after. */
export interface DiffLine {
  readonly kind: 'same' | 'gone' | 'new'
  readonly text: string
}

/** More than this many pairs are not compared one by one, so that a huge text does not stop the screen. */
const mostPairs = 4_000_000

/** What changed from one text to the other, line by line, with as few changes as there can be. */
export function diffLines(before: string, after: string): DiffLine[] {
  const [old, now] = [before.split('\n'), after.split('\n')]
  let head = 0
  while (head < old.length && head < now.length && old[head] === now[head]) head += 1
  let tail = 0
  while (
    tail < old.length - head &&
    tail < now.length - head &&
    old[old.length - 1 - tail] === now[now.length - 1 - tail]
  ) {
    tail += 1
  }
  const same = (lines: readonly string[]): DiffLine[] =>
    lines.map((text) => ({ kind: 'same', text }))
  return [
    ...same(old.slice(0, head)),
    ...diffMiddle(old.slice(head, old.length - tail), now.slice(head, now.length - tail)),
    ...same(old.slice(old.length - tail)),
  ]
}

function diffMiddle(old: readonly string[], now: readonly string[]): DiffLine[] {
  const gone = (text: string): DiffLine => ({ kind: 'gone', text })
  const fresh = (text: string): DiffLine => ({ kind: 'new', text })
  if (old.length * now.length > mostPairs) return [...old.map(gone), ...now.map(fresh)]
  const wide = now.length + 1
  // The length of the longest common subsequence of what follows each pair of lines.
  const common = new Uint32Array((old.length + 1) * wide)
  for (let i = old.length - 1; i >= 0; i -= 1) {
    for (let j = now.length - 1; j >= 0; j -= 1) {
      common[i * wide + j] =
        old[i] === now[j]
          ? common[(i + 1) * wide + j + 1]! + 1
          : Math.max(common[(i + 1) * wide + j]!, common[i * wide + j + 1]!)
    }
  }
  const lines: DiffLine[] = []
  let [i, j] = [0, 0]
  while (i < old.length && j < now.length) {
    if (old[i] === now[j]) {
      lines.push({ kind: 'same', text: old[i]! })
      i += 1
      j += 1
    } else if (common[(i + 1) * wide + j]! >= common[i * wide + j + 1]!) lines.push(gone(old[i++]!))
    else lines.push(fresh(now[j++]!))
  }
  return [...lines, ...old.slice(i).map(gone), ...now.slice(j).map(fresh)]
}
