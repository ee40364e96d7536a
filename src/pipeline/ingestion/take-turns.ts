import type { Landing } from './store.ts'

/**
 * Splits records into batches in which every key stands once: the second record of a key goes into
 * the second batch, and so on, so that each finds the one before it already landed.
 */
export function takeTurns(records: readonly Landing[]): Landing[][] {
  const seen = new Map<string, number>()
  const batches: Landing[][] = [[]]
  for (const record of records) {
    const turn = seen.get(record.key) ?? 0
    seen.set(record.key, turn + 1)
    ;(batches[turn] ??= []).push(record)
  }
  return batches
}
