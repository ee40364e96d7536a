import type { Contract, FailureMode, Path } from '../contracts/index.ts'

const faces = ['added', 'removed', 'changed'] as const

/**
 * What a contract declares for an exception. Drift has three faces; the exception's detail says which,
 * and a record that is held for drift has a changed field.
 */
export function declaredPath(
  { failures }: Pick<Contract, 'failures'>,
  { mode, detail }: { mode: FailureMode; detail: Readonly<Record<string, unknown>> },
): Path {
  if (mode !== 'drift') return failures[mode]
  return failures.drift[faces.find((face) => face === detail['face']) ?? 'changed']
}
