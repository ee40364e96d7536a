import { failureModes, type FailureMode } from '../contracts/define.ts'
import { DefinitionError } from '../core/definition-error.ts'
import { isDuration, type Duration } from '../core/duration.ts'

/** Who is asked when something fails, and how soon it must be dealt with. */
export interface ExceptionRoute {
  readonly kind: 'exception-route'
  readonly name: string
  readonly owner: string
  readonly due: Duration
  /** Sends these failure modes here even where a contract names no route. */
  readonly modes: readonly FailureMode[]
}

/**
 * Declares a route to a person or team. A path names it: `pause({ route: 'integrations' })`.
 * @throws DefinitionError that names the field and what to write instead
 */
export function defineExceptionRoute(spec: {
  name: string
  owner: string
  due: Duration
  modes?: readonly FailureMode[]
}): ExceptionRoute {
  const where = `defineExceptionRoute '${spec?.name}'`
  if (!spec.name) throw new DefinitionError(where, 'name', 'write a name')
  if (!spec.owner) throw new DefinitionError(where, 'owner', 'write who is asked')
  if (!isDuration(spec.due)) {
    throw new DefinitionError(where, 'due', `write a duration, for example '4h'`)
  }
  const modes: unknown = spec.modes ?? []
  if (!Array.isArray(modes) || modes.some((mode) => !failureModes.includes(mode as FailureMode))) {
    const instead = `write a list of failure modes, for example ['late', 'stale']`
    throw new DefinitionError(where, 'modes', instead)
  }
  return { kind: 'exception-route', modes: [], ...spec }
}
