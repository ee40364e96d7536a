import { record, type Accounts, type Actor } from '../../accounts/index.ts'
import type { Log } from '../../platform/log.ts'
import type { Api, Endpoint } from '../api.ts'
import { deeds } from './deeds.ts'
import { Refusal } from './refusal.ts'
import type { Input } from './read-input.ts'

export interface RecordDeps {
  readonly accounts: Pick<Accounts, 'db'>
  readonly log: Log
}

/** A call that is written down. */
export interface RecordedCall {
  readonly name: keyof Api
  readonly actor: Actor
  /** What its address is about. */
  readonly subject: string
  readonly input: Input
}

/** The accounts write their own entries, in the transaction of what is done. */
export const isRecorded = ({ method, right, of }: Endpoint): boolean =>
  method !== 'GET' &&
  right !== 'read' &&
  right !== 'anyone' &&
  (of === 'workspace' || of === 'keys')

/**
 * Does what was asked for, on record. What is asked stands in the audit trail before it is done, so that
 * nothing is done without a trace; what came of it is written after.
 */
export async function onRecord(
  { accounts: { db }, log }: RecordDeps,
  { name, actor, subject, input }: RecordedCall,
  act: () => Promise<unknown>,
): Promise<unknown> {
  const action = inWords(name)
  const deed = deeds[name] as AnyDeed | undefined
  const asked = deed?.on ? `${subject}: ${deed.on(input)}` : subject
  await record(db, actor, action, asked)
  const close = (end: string, about: string): Promise<void> =>
    record(db, actor, `${action}: ${end}`, about).catch((error: unknown) =>
      // It has come about all the same: whoever asked is told so.
      log.error({ error, action, end }, 'the audit trail was not told what came of a call'),
    )
  try {
    const answer = await act()
    await close('done', deed?.done(answer, input) ?? asked)
    return answer
  } catch (error) {
    if (error instanceof Refusal && error.problem.status < 500) {
      await close('refused', `${asked}: ${error.problem.detail}`)
    } else {
      await close('failed', `${asked}: whether it was done is not known`)
    }
    throw error
  }
}

/** `deeds` has tied each to its endpoint's types. */
interface AnyDeed {
  readonly on?: (input: Input) => string
  readonly done: (answer: unknown, input: Input) => string
}

const inWords = (name: string): string =>
  name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
