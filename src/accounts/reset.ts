import { sql, type Queryable } from '../platform/database/index.ts'

/** The channel on which every app process hears that somebody's open screens must be reset. */
export const resetChannel = 'linchpin_reset'

/** Why a screen is reset. */
export type ResetReason =
  'role lowered' | 'role raised' | 'suspended' | 'removed' | 'password changed' | 'session ended'

/** What the person is told. */
export const resetWords: Readonly<Record<ResetReason, string>> = {
  'role lowered': 'Your role was changed, and you may do less than before.',
  'role raised': 'Your role was changed, and you may do more than before.',
  suspended: 'Your account was suspended.',
  removed: 'Your account was removed.',
  'password changed': 'What you sign in by was changed elsewhere.',
  'session ended': 'This session was ended elsewhere.',
}

export interface Reset {
  readonly person: string
  /** The session whose screens these are; null for all of the person's. */
  readonly session: string | null
  readonly reason: ResetReason
}

/** Tells all processes, once the transaction is committed. */
export async function announceReset(tx: Queryable, reset: Reset): Promise<void> {
  await tx.query(sql`select pg_notify(${resetChannel}, ${JSON.stringify(reset)})`)
}

/** What was said on the channel; undefined for the empty word after a reconnection. */
export const readReset = (payload: string): Reset | undefined =>
  payload === '' ? undefined : (JSON.parse(payload) as Reset)
