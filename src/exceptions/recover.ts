import type { DeskDeps } from './resolve.ts'
import { fingerprint } from './fingerprint.ts'
import { closeFingerprints } from './store.ts'

/**
 * Resolves what is open of troubles that are seen to be over: the file that did not parse does now.
 * @param troubles as they were raised: by failure mode, contract and what they are about
 * @returns the exceptions that are resolved for it
 */
export async function recover(
  { db, clock }: DeskDeps,
  troubles: readonly Parameters<typeof fingerprint>[0][],
  { by, reason }: { by: string; reason: string },
): Promise<number[]> {
  if (troubles.length === 0) return []
  return closeFingerprints(db, troubles.map(fingerprint), { at: clock.now(), by, note: reason })
}
