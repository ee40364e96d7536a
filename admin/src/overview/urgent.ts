import { query, type Answer } from '../app/index.ts'
import type { Tone } from '../ui/mark.tsx'

export type Exception = Answer<'listExceptions'>['exceptions'][number]

/** The exceptions that are due first. */
export const urgentExceptions = query('listExceptions', { query: { state: 'open', limit: 4 } })

/** Red for what is late or may have done harm, amber for whatever else waits, and the word for it. */
export function urgencyOf(
  { dueAt, mode }: Pick<Exception, 'dueAt' | 'mode'>,
  now: number,
): readonly [Tone, string] {
  if (Date.parse(dueAt) < now) return ['bad', 'overdue']
  return mode === 'unconfirmed' ? ['bad', 'unconfirmed'] : ['warn', 'needs a person']
}
