/** JSON with the keys of objects in order, so that the same content always gives the same text. */
export function stableText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(stableText).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  const record = value as Record<string, unknown>
  const names = Object.keys(record).sort()
  const flat = inOrder(record, names)
  if (flat) return JSON.stringify(flat)
  const fields = names
    .filter((name) => record[name] !== undefined)
    .map((name) => `${JSON.stringify(name)}:${stableText(record[name])}`)
  return `{${fields.join(',')}}`
}

/**
 * Most records are flat, and the engine writes one whose fields stand in order twice as fast as one that
 * it is told the order of. Undefined where a field is not plain, or its name has an order of its own.
 */
function inOrder(
  record: Readonly<Record<string, unknown>>,
  names: readonly string[],
): Record<string, unknown> | undefined {
  const sorted: Record<string, unknown> = {}
  for (const name of names) {
    const field = record[name]
    if (typeof field === 'object' && field !== null) return undefined
    if (startsWithDigit(name) || name === '__proto__') return undefined
    sorted[name] = field
  }
  return sorted
}

/** Whole numbers as names stand before all others, wherever they are put. */
const startsWithDigit = (name: string): boolean => name >= '0' && name < ':'
