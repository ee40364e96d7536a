import { parse } from 'csv-parse/sync'

/**
 * Whether a record that goes over several lines may do so: its quotes are where the grammar has them.
 * Otherwise the line breaks stand in it because a quote swallowed the records that follow.
 * @param raw the record as it stands in the file
 */
export function isWellQuoted(raw: string, delimiter: string): boolean {
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
