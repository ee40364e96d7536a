import type { FailureMode } from '../contracts/index.ts'
import type { ExceptionEntry } from './exception.ts'

/** What a person would best do first. */
export interface Suggestion {
  /** How it ends: with a replay, a reading of the source, or a reason. */
  readonly action: 'replay' | 'read' | 'resolve'
  readonly words: string
}

const first: Readonly<Record<FailureMode, string>> = {
  timeout: 'See whether the system answers by now.',
  unavailable: 'See whether the system is up again.',
  'rate-limited': 'Ask for less at a time, or ask the vendor for more.',
  unauthorized: 'Give Linchpin a credential that works.',
  malformed: 'Ask the sender for records that can be read.',
  violation: 'Mend the records at their sender, or the contract where it asks too much.',
  drift: 'Find out whether the change is meant: follow it in the contract, or have it undone.',
  duplicate: 'Find out why the same thing came twice.',
  late: 'Find out why an older record came after a newer one.',
  missing: 'Find out where the expected data stayed.',
  stale: 'Find out why nothing comes in.',
  conflict: 'Decide which of the two writers is right.',
  restricted: 'Decide whether the policy or the record is right.',
  'over-budget': 'Raise the budget, or let it rest until the next period.',
  unconfirmed: 'Look in the system itself whether it was done.',
}

const last: Readonly<Record<Suggestion['action'], string>> = {
  replay: 'Then replay what is held; the dry run says first what would land.',
  read: 'Then read the source again.',
  resolve: 'Then resolve this, and say what you found.',
}

const ofFiles: readonly FailureMode[] = [
  'timeout',
  'unavailable',
  'malformed',
  'violation',
  'drift',
  'missing',
  'stale',
  'conflict',
]

/**
 * What to do first about an exception; nothing about one that is resolved.
 * @param held how many records are held back under it
 * @param readable whether its records come from a source that is read on request
 */
export function suggest(
  { mode, state, detail }: Asked,
  { held, readable }: { readonly held: number; readonly readable: boolean },
): Suggestion | null {
  if (state === 'resolved') return null
  if (detail['rebuild']) return rebuild
  const action = held > 0 ? 'replay' : readable && ofFiles.includes(mode) ? 'read' : 'resolve'
  return { action, words: `${first[mode]} ${last[action]}` }
}

type Asked = Pick<ExceptionEntry, 'mode' | 'state'> & {
  readonly detail: Readonly<Record<string, unknown>>
}

const rebuild: Suggestion = {
  action: 'resolve',
  words:
    'Run linchpin rebuild: it makes all facts anew, and this is resolved by itself. Resolve it here ' +
    'where the older facts are to stay as they are.',
}
