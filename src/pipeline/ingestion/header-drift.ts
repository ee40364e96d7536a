import { finalPath, type Contract, type FinalPath, type Path } from '../../contracts/index.ts'
import { nearMatches } from './files/near-match.ts'

/** A column that came or went since the source was last read, and what the contract says to do. */
export interface HeaderDrift {
  readonly column: string
  readonly face: 'added' | 'removed'
  readonly message: string
  readonly path: FinalPath
  /** Whether the file must not be read: values that we hold would be overwritten with nothing. */
  readonly stops: boolean
}

/**
 * Compares a file's columns with those of the last time. A new column is drift where nobody declared
 * it; a lost one where the contract names it. `ignore` leaves a change out of the report.
 */
export function headerDrift(
  contract: Contract,
  declared: readonly string[],
  before: readonly string[],
  now: readonly string[],
): HeaderDrift[] {
  const { added, removed } = contract.failures.drift
  const isNew = now.filter((name) => !before.includes(name) && !declared.includes(name))
  const isGone = before.filter((name) => !now.includes(name) && declared.includes(name))
  const fresh = now.filter((name) => !before.includes(name))
  return [
    ...isNew.map((column) => drift(column, 'added', added, `a column '${column}' was added`)),
    ...isGone.map((column) => drift(column, 'removed', removed, lostColumn(column, fresh))),
  ].filter(({ path }) => path.path !== 'ignore')
}

function drift(
  column: string,
  face: HeaderDrift['face'],
  declared: Path,
  message: string,
): HeaderDrift {
  const path = finalPath(declared)
  return { column, face, message, path, stops: path.path === 'quarantine' || path.path === 'pause' }
}

function lostColumn(column: string, fresh: readonly string[]): string {
  const [near] = nearMatches(column, fresh)
  const hint = near === undefined ? '' : `; did '${near}' take its place?`
  return `it has lost the column '${column}', which it had before${hint}`
}
