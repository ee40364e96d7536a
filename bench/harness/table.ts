import type { BenchResult, Spread } from './summarise.ts'

/** The results as a table for people: medians with their spread, the ratio, and the bars. */
export function table(results: readonly BenchResult[]): string {
  const rows = results.flatMap((result) => [
    [result.name, result.unit, range(result.subject), range(result.baseline), range(result.ratio)],
    ...Object.entries(result.also).map(([name, found]) => [`  ${name}`, '', range(found), '', '']),
    ...result.bars.map(({ bar, reached }) => [
      `  ${reached ? 'reached' : 'MISSED'}: ${bar}`,
      '',
      '',
      '',
      '',
    ]),
    [`  against: ${result.baseline.name}`, '', '', '', ''],
  ])
  const head = ['measurement', 'unit', 'subject', 'baseline', 'ratio']
  const widths = head.map((title, n) =>
    Math.max(title.length, ...rows.filter((row) => row[1]).map((row) => row[n]!.length)),
  )
  return [head, ...rows]
    .map((row) =>
      row
        .map((cell, n) => cell.padEnd(widths[n]!))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

const range = ({ min, median, max }: Spread) => `${short(median)} (${short(min)}–${short(max)})`

/** Three significant digits are all that a noisy machine can give. */
const short = (figure: number) =>
  Math.abs(figure) >= 1_000
    ? Math.round(figure).toLocaleString('en-GB')
    : String(Number(figure.toPrecision(3)))
