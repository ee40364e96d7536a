import type { Bar, Bench, Reading } from './bench.ts'

export interface Spread {
  readonly min: number
  readonly median: number
  readonly max: number
}

export interface BenchResult {
  readonly name: string
  readonly unit: string
  readonly better: 'higher' | 'lower'
  readonly subject: Spread
  readonly baseline: Spread & { readonly name: string }
  /** Subject / baseline, round by round. */
  readonly ratio: Spread
  readonly also: Readonly<Record<string, Spread>>
  /** Each bar in words, and whether it was reached. */
  readonly bars: readonly { readonly bar: string; readonly reached: boolean }[]
}

/** The least, the middle and the greatest of the figures. */
export function spread(figures: readonly number[]): Spread {
  const sorted = figures.toSorted((a, b) => a - b)
  return {
    min: sorted.at(0) ?? Number.NaN,
    median: sorted.at(Math.floor(sorted.length / 2)) ?? Number.NaN,
    max: sorted.at(-1) ?? Number.NaN,
  }
}

/** What the rounds of a measurement come to. Ratios are taken within a round, where the machine was the same. */
export function summarise(
  bench: Pick<Bench, 'name' | 'unit' | 'better' | 'baselineName' | 'bar'>,
  rounds: readonly { readonly subject: Reading; readonly baseline: Reading }[],
): BenchResult {
  const names = [...new Set(rounds.flatMap(({ subject }) => Object.keys(subject.also ?? {})))]
  const also = Object.fromEntries(
    names.map((name) => [
      name,
      spread(rounds.map(({ subject }) => subject.also?.[name] ?? Number.NaN)),
    ]),
  )
  const subject = spread(rounds.map(({ subject }) => subject.figure))
  const ratio = spread(rounds.map(({ subject, baseline }) => subject.figure / baseline.figure))
  return {
    name: bench.name,
    unit: bench.unit,
    better: bench.better,
    subject,
    baseline: {
      name: bench.baselineName,
      ...spread(rounds.map(({ baseline }) => baseline.figure)),
    },
    ratio,
    also,
    bars: barsOf(bench.bar ?? {}, bench.better, { subject, ratio, also }),
  }
}

function barsOf(
  bar: Bar,
  better: Bench['better'],
  found: Pick<BenchResult, 'subject' | 'ratio' | 'also'>,
): BenchResult['bars'] {
  const word = better === 'higher' ? 'at least' : 'at most'
  const reached = (figure: number, limit: number) =>
    better === 'higher' ? figure >= limit : figure <= limit
  return [
    ...(bar.figure === undefined
      ? []
      : [{ bar: `${word} ${bar.figure}`, reached: reached(found.subject.median, bar.figure) }]),
    ...(bar.ratio === undefined
      ? []
      : [
          {
            bar: `${word} ${bar.ratio} of the baseline`,
            reached: reached(found.ratio.median, bar.ratio),
          },
        ]),
    ...Object.entries(bar.also ?? {}).map(([name, limit]) => ({
      bar: `${name}: at most ${limit}`,
      reached: (found.also[name]?.median ?? Number.NaN) <= limit,
    })),
  ]
}
