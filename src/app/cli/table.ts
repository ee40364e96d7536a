/** A table for people: columns as wide as they need, figures to the right. */
export function table(
  titles: readonly string[],
  rows: readonly (readonly string[])[],
  right: readonly number[] = [],
): string {
  const widths = titles.map((title, n) =>
    Math.max(title.length, ...rows.map((row) => (row[n] ?? '').length)),
  )
  const line = (row: readonly string[]) =>
    row
      .map((cell, n) => (right.includes(n) ? cell.padStart(widths[n]!) : cell.padEnd(widths[n]!)))
      .join('  ')
      .trimEnd()
  return `${[titles, widths.map((width) => '-'.repeat(width)), ...rows].map(line).join('\n')}\n`
}
