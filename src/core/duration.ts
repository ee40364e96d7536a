/** A length of time as people write it: `'250ms'`, `'10s'`, `'5m'`, `'1h'`, `'30d'`. */
export type Duration = `${number}${'ms' | 's' | 'm' | 'h' | 'd'}`

const unitMs = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const

export const isDuration = (value: unknown): value is Duration =>
  typeof value === 'string' && /^\d+(\.\d+)?(ms|s|m|h|d)$/.test(value)

/**
 * The duration in milliseconds.
 * @throws RangeError when the text is not a duration.
 */
export function durationMs(duration: Duration): number {
  const parts = /^(\d+(?:\.\d+)?)(ms|s|m|h|d)$/.exec(duration)
  if (!parts)
    throw new RangeError(`"${duration}" is not a duration; write for example '10s' or '1h'`)
  return Number(parts[1]) * unitMs[parts[2] as keyof typeof unitMs]
}
