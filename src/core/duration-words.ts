import type { Duration } from './duration.ts'

const units = { ms: 'millisecond', s: 'second', m: 'minute', h: 'hour', d: 'day' } as const

/** A duration as one says it: `'4h'` is "4 hours", `'1d'` is "1 day". */
export function durationWords(duration: Duration): string {
  const [, count = '', unit = ''] = /^([\d.]+)(ms|s|m|h|d)$/.exec(duration) ?? []
  const noun = units[unit as keyof typeof units]
  if (!noun) return duration
  return `${Number(count)} ${noun}${Number(count) === 1 ? '' : 's'}`
}
