import type { System } from '../../contracts/define.ts'
import type { Reference } from '../../core/fact.ts'

/**
 * A deal or account of a certain system. It is needed where a bare id would not do: two systems that
 * count from 1 both have a deal `1`.
 *
 * A bare id means a record of the contract's own system when that system keeps such records, whether
 * or not this one is held. A system that keeps none, such as billing, means the one system that has a
 * record of that id. Where several have it, none is meant: that stands at the desk as a `conflict`.
 *
 * @example
 * revenue({ opportunity: idIn(hubspot, payment.Deal), amount, at })
 */
export const idIn = ({ name }: Pick<System, 'name'>, id: string | number): Reference => ({
  system: name,
  id: String(id).trim(),
})

/** What a reference names, and in which system, if it says so. */
export const partsOf = (value: string | Reference): readonly [id: string, system?: string] =>
  typeof value === 'string' ? [value] : [value.id, value.system]

/** Whether a value is the id of a record, bare or in a named system. */
export function isReference(value: unknown): value is string | Reference {
  if (typeof value === 'string') return true
  const { system, id } = (value ?? {}) as Partial<Reference>
  return typeof system === 'string' && system !== '' && typeof id === 'string' && id !== ''
}
