import type { Answer } from '../app/client.ts'
import type { Tone } from '../ui/mark.tsx'

type Exception = Answer<'listExceptions'>['exceptions'][number]

/** Red for what is late or may have done harm, amber for whatever else waits for a person, and the word for it. */
export function urgencyOf(
  { state, dueAt, mode }: Pick<Exception, 'state' | 'dueAt' | 'mode'>,
  now: number,
): readonly [Tone, string] {
  if (state === 'resolved') return ['plain', 'resolved']
  if (Date.parse(dueAt) < now) return ['bad', 'overdue']
  return mode === 'unconfirmed' ? ['bad', 'unconfirmed'] : ['warn', 'needs a person']
}
