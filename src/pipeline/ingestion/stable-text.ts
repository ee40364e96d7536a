/** JSON with the keys of objects in order, so that the same content always gives the same text. */
export function stableText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(stableText).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  const record = value as Record<string, unknown>
  const names = Object.keys(record).sort()
  // Most records are flat, and the engine writes those in the order of a list of names.
  if (names.every((name) => typeof record[name] !== 'object' || record[name] === null)) {
    return JSON.stringify(record, names)
  }
  const fields = names
    .filter((name) => record[name] !== undefined)
    .map((name) => `${JSON.stringify(name)}:${stableText(record[name])}`)
  return `{${fields.join(',')}}`
}
