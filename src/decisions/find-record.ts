import type { DecisionRecord } from './record.ts'

/**
 * The record that a reference means: `'0003'`, `'3'`, `'0003-duckdb-warehouse'` or
 * `'decisions/0003-duckdb-warehouse.md'`.
 */
export function findRecord(
  records: readonly DecisionRecord[],
  reference: string,
): DecisionRecord | undefined {
  const name = reference
    .slice(reference.lastIndexOf('/') + 1)
    .replace(/[#?].*$/, '')
    .replace(/\.md$/i, '')
  const exact = records.find(({ id }) => id === name)
  if (exact || !/^\d{1,6}$/.test(name)) return exact
  return records.find(({ number }) => number === Number(name))
}
