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
  const columns: string[] = []
  for (const [n, cell] of cells.entries()) {
    const name = cell.trim() || `column ${n + 1}`
    let unique = name
    for (let times = 2; columns.includes(unique); times++) unique = `${name} (${times})`
    if (unique !== name && all.includes(name) && !all.includes(unique)) {
      const message =
        `two columns are named '${name}': columns ${columns.indexOf(name) + 1} and ${n + 1}. ` +
        `Rename one, or name both in the contract, the second as '${unique}'`
      return err({ about: name, message })
    }
    if (name === '__proto__') return err({ about: name, message: `rename the column '${name}'` })
    columns.push(unique)
  }
  const missing = required.find((name) => !columns.includes(name))
  return missing === undefined ? ok(columns) : err(missingColumn(missing, columns))
}

function missingColumn(name: string, columns: readonly string[]): HeaderProblem {
  const near = nearMatches(name, columns)
  const hint =
    near.length > 0
      ? `did you mean ${near.map((each) => `'${each}'`).join(' or ')}?`
      : `its columns are ${columns.map((each) => `'${each}'`).join(', ')}`
  return { about: name, message: `it has no column '${name}'; ${hint}` }
}
