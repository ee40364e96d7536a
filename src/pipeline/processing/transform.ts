import { decode, type Contract, type FailureMode } from '../../contracts/index.ts'
import { err, ok, type Result } from '../../core/result.ts'
import { checkFact } from './check-fact.ts'
import { nameFacts, type NamedFact } from './name-facts.ts'
import type { Signal } from './signal.ts'

/** Why a signal, or one link in it, became nothing. */
export interface Unmapped {
  readonly position: number
  readonly contract: string
  readonly mode: FailureMode
  /** What it is about: a field, the mapping, two identifiers. The same trouble has the same text. */
  readonly about: string
  readonly reason: string
}

/**
 * The facts that a signal stands for under its contract, or why there are none. Pure: the same
 * signal under the same contract always gives the same facts.
 */
export function transform(
  contract: Contract | undefined,
  signal: Signal,
): Result<readonly NamedFact[], Unmapped> {
  const fail = (mode: FailureMode, about: string, reason: string) =>
    err<Unmapped>({ position: signal.position, contract: signal.contract, mode, about, reason })

  if (!contract) {
    return fail('missing', 'contract', 'the workspace has no contract of this name any more')
  }
  const payload = decode(contract, signal.payload)
  if (!payload.ok) return fail(payload.error.mode, payload.error.at, payload.error.reason)
  try {
    const { key, receivedAt } = signal
    const facts = contract.becomes(payload.value, { key, receivedAt })
    if (!Array.isArray(facts)) {
      return fail('violation', 'becomes', 'it must return a list of facts, and at once')
    }
    for (const fact of facts) {
      const wrong = checkFact(fact)
      if (wrong) return fail('violation', 'becomes', wrong)
    }
    const named = nameFacts(facts, key)
    return typeof named === 'string' ? fail('violation', 'becomes', named) : ok(named)
  } catch (error) {
    return fail('violation', 'becomes', error instanceof Error ? error.message : String(error))
  }
}
