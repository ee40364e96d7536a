import { err, ok, type Result } from '../../../core/result.ts'
import { nearMatches } from './near-match.ts'

/** The columns that a contract names. */
export interface DeclaredColumns {
  readonly all: readonly string[]
  readonly required: readonly string[]
}

export interface HeaderProblem {
  /** The column that it is about. */
  readonly about: string
  readonly message: string
}

/** What the payload schema of a contract says about columns. */
export function declaredColumns(payload: object): DeclaredColumns {
  const { properties = {}, required = [] } = payload as {
    properties?: Readonly<Record<string, unknown>>
    required?: readonly string[]
  }
  return { all: Object.keys(properties), required }
}

/**
 * Names the columns by the header's cells. A column without a name becomes `column 4`, the second of a
 * name `Amount (2)`; but where the contract names a column that stands twice, somebody must say which
 * is meant.
 */
export function readHeader(
  cells: readonly string[],
  { all, required }: DeclaredColumns,
): Result<string[], HeaderProblem> {
  const columns = new Set<string>()
  // How often each name was met, so that the millionth of a name does not try a million others first.
  const met = new Map<string, number>()
  for (const [n, cell] of cells.entries()) {
    const name = cell.trim() || `column ${n + 1}`
    let times = (met.get(name) ?? 0) + 1
    let unique = times === 1 ? name : `${name} (${times})`
    while (columns.has(unique)) unique = `${name} (${++times})`
    met.set(name, times)
    if (unique !== name && all.includes(name) && !all.includes(unique)) {
      const message =
        `two columns are named '${name}': columns ${[...columns].indexOf(name) + 1} and ${n + 1}. ` +
        `Rename one, or name both in the contract, the second as '${unique}'`
      return err({ about: name, message })
    }
    if (name === '__proto__') return err({ about: name, message: `rename the column '${name}'` })
    columns.add(unique)
  }
  const missing = required.find((name) => !columns.has(name))
  const named = [...columns]
  return missing === undefined ? ok(named) : err(missingColumn(missing, named))
}

function missingColumn(name: string, columns: readonly string[]): HeaderProblem {
  const near = nearMatches(name, columns)
  const hint =
    near.length > 0
      ? `did you mean ${near.map((each) => `'${each}'`).join(' or ')}?`
      : `its columns are ${columns.map((each) => `'${each}'`).join(', ')}`
  return { about: name, message: `it has no column '${name}'; ${hint}` }
}
