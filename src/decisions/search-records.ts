import type { DecisionRecord } from './record.ts'

/** A record that a search found, and the place that speaks of it. */
export interface FoundRecord {
  readonly record: DecisionRecord
  /** Some words around the first hit in the text; null where only the title holds it. */
  readonly excerpt: string | null
}

const excerptLength = 180

/**
 * The records that hold every word of a search, wherever it stands: those with it in the title first,
 * then in the order of the records. Case and accents make no difference.
 */
export function searchRecords(records: readonly DecisionRecord[], search = ''): FoundRecord[] {
  const words = fold(search).split(/\s+/).filter(Boolean)
  if (words.length === 0) return records.map((record) => ({ record, excerpt: null }))
  return records
    .map((record) => ({ record, text: plain(record.markdown), score: scoreOf(record, words) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .map(({ record, text }) => ({ record, excerpt: excerptOf(text, words) }))
}

function scoreOf(
  { id, title, status, people, sections, markdown }: DecisionRecord,
  words: readonly string[],
) {
  const head = fold([title, id].join(' '))
  const headings = fold([...sections.map((each) => each.title), status ?? '', ...people].join(' '))
  const body = fold(markdown)
  const scores = words.map((word) =>
    head.includes(word) ? 10 : headings.includes(word) ? 3 : body.includes(word) ? 1 : 0,
  )
  return scores.includes(0) ? 0 : scores.reduce<number>((sum, each) => sum + each, 0)
}

/** Folding keeps each character in its place, so that a hit is cut out of the text itself. */
function excerptOf(text: string, words: readonly string[]): string | null {
  const folded = fold(text)
  const hits = words.map((word) => folded.indexOf(word)).filter((at) => at >= 0)
  if (hits.length === 0) return null
  const from = Math.max(0, Math.min(...hits) - 60)
  const start = from === 0 ? 0 : text.indexOf(' ', from) + 1 || from
  const cut = text.slice(start, start + excerptLength)
  const end = start + excerptLength < text.length ? cut.lastIndexOf(' ') : cut.length
  return `${start > 0 ? '… ' : ''}${cut.slice(0, end > 0 ? end : cut.length)}${end < cut.length ? ' …' : ''}`
}

const fold = (text: string): string =>
  Array.from(text.normalize('NFC'), (each) => {
    const bare = each.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
    return bare.length === each.length ? bare : each
  }).join('')

/** Markdown as it reads: without its signs. */
const plain = (markdown: string): string =>
  markdown
    .normalize('NFC')
    .replace(/^\s{0,3}(```|~~~|#{1,6}\s).*$/gm, ' ')
    .replace(/^[\s|:-]+$/gm, ' ')
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/^\s{0,3}(>|[*+-]|\d+[.)])\s+/gm, '')
    .replace(/[*_`|]+/g, '')
    .replace(/\s+/g, ' ')
    .trim()
