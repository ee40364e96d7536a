import type { Contract } from './define.ts'
import { failureModes, type FailureMode } from './failure-mode.ts'
import type { DriftPaths, Path } from './path.ts'

/** What a contract declares for one way of failing. */
export interface DeclaredPath {
  readonly mode: FailureMode
  /** Drift has three faces with a path each; every other failure mode has one. */
  readonly face: keyof DriftPaths | null
  readonly path: Path
}

/** Every path of a contract, in the order of the failure modes. */
export const declaredPaths = ({ failures }: Pick<Contract, 'failures'>): DeclaredPath[] =>
  failureModes.flatMap((mode): DeclaredPath[] => {
    if (mode !== 'drift') return [{ mode, face: null, path: failures[mode] }]
    const { added, removed, changed } = failures.drift
    return [
      { mode, face: 'added', path: added },
      { mode, face: 'removed', path: removed },
      { mode, face: 'changed', path: changed },
    ]
  })
