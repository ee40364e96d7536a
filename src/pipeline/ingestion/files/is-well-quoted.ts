import { parse } from 'csv-parse/sync'

/**
 * Whether a record that goes over several lines may do so: its quotes are where the grammar has them.
 * Otherwise the line breaks stand in it because a quote swallowed the records that follow.
 * @param raw the record as it stands in the file
 */
export function isWellQuoted(raw: string, delimiter: string): boolean {
  if (!mayBeWellQuoted(raw, delimiter)) return false
  try {
    const rows = parse(raw, {
      delimiter,
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      skip_empty_lines: true,
    })
    return rows.length === 1
  } catch {
    return false
  }
}

/**
 * Whether a record of which this is the beginning may still turn out to be well quoted: so far a quote
 * opens at the start of a cell only, and closes at its end.
 */
export function mayBeWellQuoted(start: string, delimiter: string): boolean {
  let at = 0
  while (at < start.length) {
    if (start[at] === '"') {
      const end = endOfQuotes(start, at)
      if (end === undefined) return true
      at = end
      if (at < start.length && !endsCell(start, at, delimiter)) return false
    } else {
      while (at < start.length && !endsCell(start, at, delimiter)) {
        if (start[at] === '"') return false
        at += 1
      }
    }
    at += start.startsWith(delimiter, at) ? delimiter.length : 1
  }
  return true
}

/** Behind the quote that closes the one at the place; undefined where none does. */
function endOfQuotes(text: string, open: number): number | undefined {
  for (let at = text.indexOf('"', open + 1); at !== -1; at = text.indexOf('"', at + 2)) {
    if (text[at + 1] !== '"') return at + 1
  }
  return undefined
}

const endsCell = (text: string, at: number, delimiter: string): boolean =>
  text[at] === '\n' || text[at] === '\r' || text.startsWith(delimiter, at)
