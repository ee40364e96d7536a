import { parse } from 'csv-parse/sync'

const candidates = [',', ';', '\t', '|'] as const

/**
 * Finds the column separator from the first lines of a file: the one that makes most of the wanted
 * columns appear in the first line, then the one under which the most lines have as many cells as the
 * first. A comma where nothing separates.
 * @param sample whole lines
 * @param wanted the columns that the contract names
 */
export function findDelimiter(sample: string, wanted: readonly string[]): string {
  let best = { delimiter: ',', named: 0, even: 0, width: 1 }
  for (const delimiter of candidates) {
    const rows = parse(sample, {
      delimiter,
      relax_quotes: true,
      relax_column_count: true,
      skip_empty_lines: true,
      skip_records_with_error: true,
      to: 100,
    })
    const [header = []] = rows
    if (header.length < 2) continue
    const named = header.filter((cell) => wanted.includes(cell.trim())).length
    const even = rows.filter((row) => row.length === header.length).length / rows.length
    const width = header.length
    const better =
      named - best.named || (best.width === 1 ? 1 : even - best.even || width - best.width)
    if (better > 0) best = { delimiter, named, even, width }
  }
  return best.delimiter
}
