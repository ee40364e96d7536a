const signatures: readonly (readonly [hex: string, what: string])[] = [
  [
    '504b0304',
    'a zip archive or an Excel workbook (.xlsx): unpack it, or save the sheet as CSV UTF-8',
  ],
  ['504b0506', 'an empty zip archive'],
  ['d0cf11e0a1b11ae1', 'an old Excel workbook (.xls): save the sheet as CSV UTF-8'],
  ['25504446', 'a PDF document: export the table as CSV instead'],
  ['1f8b', 'packed with gzip: unpack it with gunzip first'],
  ['28b52ffd', 'packed with zstd: unpack it with unzstd first'],
  ['425a68', 'packed with bzip2: unpack it with bunzip2 first'],
  ['377abcaf271c', 'a 7-Zip archive: unpack it first'],
  ['50415231', 'a Parquet file: export it as CSV instead'],
  ['4f626a01', 'an Avro file: export it as JSON lines instead'],
  ['53514c69746520666f726d6174203300', 'an SQLite database: export the table as CSV instead'],
  ['89504e47', 'a picture (PNG)'],
  ['ffd8ff', 'a picture (JPEG)'],
]

/**
 * Says what a file is that is no table of text, by how it begins, and what to do about it; undefined
 * for text.
 */
export function foreignFormat(head: Buffer): string | undefined {
  const hex = head.subarray(0, 16).toString('hex')
  const known = signatures.find(([signature]) => hex.startsWith(signature))
  if (known) return known[1]
  const start = head
    .toString('latin1', 0, 512)
    .replace(/^\xef\xbb\xbf/, '')
    .trimStart()
  if (/^<(!doctype html|html|head|body)\b/i.test(start)) {
    return 'a web page (HTML): perhaps the sign-in page was saved instead of the export'
  }
  if (/^<\?xml\b/i.test(start)) return 'an XML document: export it as CSV instead'
  if (start.startsWith('{\\rtf')) return 'a formatted text (RTF): save it as plain text'
  return undefined
}
