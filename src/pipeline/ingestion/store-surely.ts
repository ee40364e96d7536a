import type { Contract } from '../../contracts/index.ts'
import { savepoint } from '../../platform/database/index.ts'
import {
  accept,
  type AcceptDeps,
  type AcceptOptions,
  type Acceptance,
  type Incoming,
} from './accept.ts'

/**
 * Hands records to the door together. Should the database refuse the data of one of them, that one is
 * found by halving and held apart, so that none fails for another's sake and none comes back for ever:
 * the events of several requests, or the lines of a file.
 * @throws when the database cannot write at all; nothing of the last part is written then, and to
 * hand in all of it again is safe
 */
export async function storeSurely(
  deps: AcceptDeps,
  contract: Contract,
  records: readonly Incoming[],
  options: AcceptOptions,
): Promise<Acceptance> {
  const { within } = options
  const attempt = () => accept(deps, contract, records, options)
  try {
    return await (within ? savepoint(within, attempt) : attempt())
  } catch (error) {
    if (!isAboutData(error)) throw error
    const [only] = records
    if (records.length === 1 && only && 'raw' in only) {
      const reason = `it cannot be stored: ${(error as Error).message}`
      const malformed = Buffer.from(only.json ?? JSON.stringify(only.raw))
      return storeSurely(deps, contract, [{ malformed, mode: 'violation', reason }], options)
    }
    if (records.length < 2) throw error
    const half = Math.ceil(records.length / 2)
    const one = await storeSurely(deps, contract, records.slice(0, half), options)
    const other = await storeSurely(deps, contract, records.slice(half), options)
    return sum(one, other)
  }
}

/** SQLSTATE classes: data exception, integrity, program limit. All others are about the database itself. */
function isAboutData(error: unknown): boolean {
  const code = (error as { code?: unknown }).code
  return typeof code === 'string' && /^(22|23|54)\w{3}$/.test(code)
}

const sum = (one: Acceptance, other: Acceptance): Acceptance => ({
  read: one.read + other.read,
  landed: one.landed + other.landed,
  duplicate: one.duplicate + other.duplicate,
  filtered: one.filtered + other.filtered,
  quarantined: one.quarantined + other.quarantined,
})
