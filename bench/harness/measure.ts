import type { Bench, Reading } from './bench.ts'
import { summarise, type BenchResult } from './summarise.ts'

/** Runs the subject and its baseline in turn, after a warm-up of each that is not counted. */
export async function measure(bench: Bench, say: (line: string) => void): Promise<BenchResult> {
  const prepared = await bench.prepare(say)
  try {
    await prepared.baseline()
    await prepared.subject()
    const rounds: { subject: Reading; baseline: Reading }[] = []
    for (let round = 1; round <= (bench.rounds ?? 5); round += 1) {
      const baseline = await prepared.baseline()
      const subject = await prepared.subject()
      rounds.push({ subject, baseline })
      say(
        `${bench.name} ${round}: ${Math.round(subject.figure)} ${bench.unit}, ` +
          `baseline ${Math.round(baseline.figure)}`,
      )
    }
    return summarise(bench, rounds)
  } finally {
    await prepared.close()
  }
}
