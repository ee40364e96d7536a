import { err, ok, type Result } from '../../../core/result.ts'
import type { Key } from '../../../platform/secrets/index.ts'
import type { Source } from '../define.ts'

/** The source that a write key writes to: the one in its scope, or the workspace's only collector source. */
export function sourceOf(
  { name, scope }: Pick<Key, 'name' | 'scope'>,
  sources: readonly Source[],
): Result<Source, string> {
  const open = sources.filter(({ from }) => from.door === 'collector')
  const names = open.map((source) => `"${source.name}"`).join(', ')
  if (scope !== null) {
    const found = open.find((source) => source.name === scope)
    if (found) return ok(found)
    const known = names ? `the workspace's collector sources are ${names}` : none
    return err(`the key "${name}" writes to the source "${scope}", which does not exist: ${known}`)
  }
  if (open.length === 1) return ok(open[0]!)
  return err(
    open.length === 0
      ? none
      : `the key "${name}" names no source and there are several: ${names}. ` +
          'Make a key with the source as its scope',
  )
}

const none =
  'the workspace has no collector source; add defineSource({ …, from: collector() }) to it'
