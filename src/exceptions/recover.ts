import type { DeskDeps } from './resolve.ts'
import { fingerprint } from './fingerprint.ts'
import { selectOpenWith } from './open-store.ts'
import { closeExceptions, closeFingerprints } from './store.ts'

interface Recovery {
  readonly by: string
  readonly reason: string
}

/**
 * Resolves what is open of troubles that are seen to be over: the file that did not parse does now.
 * @param troubles as they were raised: by failure mode, contract and what they are about
 * @returns the exceptions that are resolved for it
 */
export async function recover(
  { db, clock }: DeskDeps,
  troubles: readonly Parameters<typeof fingerprint>[0][],
  { by, reason }: Recovery,
): Promise<number[]> {
  if (troubles.length === 0) return []
  return closeFingerprints(db, troubles.map(fingerprint), { at: clock.now(), by, note: reason })
}

/**
 * The same where nobody knows what the troubles were about: of a contract's, or of those under none,
 * those whose detail has these values, and of which it is known that they are over.
 */
export async function recoverWith(
  { db, clock }: DeskDeps,
  { contract, detail }: { contract?: string; detail: Readonly<Record<string, unknown>> },
  isOver: (open: Awaited<ReturnType<typeof selectOpenWith>>[number]) => boolean,
  { by, reason }: Recovery,
): Promise<number[]> {
  const open = await selectOpenWith(db, contract, detail)
  const over = open.filter(isOver).map(({ id }) => id)
  if (over.length === 0) return []
  return closeExceptions(db, over, { at: clock.now(), by, note: reason })
}
