import type { Contract } from '../../contracts/index.ts'
import type { Fact, FactValue, Reference } from '../../core/fact.ts'
import type { Money } from '../../core/money.ts'
import { factSchema } from './fact-schema.ts'
import { factTables } from './facts/index.ts'
import type { ColumnType } from './fact-table.ts'
import type { Link } from './identity.ts'
import type { NamedFact } from './name-facts.ts'
import { partsOf } from './reference.ts'
import type { Signal } from './signal.ts'
import { transform, type Unmapped } from './transform.ts'

/** A link, and the signal that it stands in. */
export interface SignalLink extends Link {
  readonly position: number
  readonly contract: string
}

/** What a batch of signals changes in the warehouse. */
export interface PreparedBatch {
  /** The position that the warehouse is at afterwards. */
  readonly upTo: number
  /** Rows to append, by kind of fact, in the order of the kind's columns. */
  readonly rows: ReadonlyMap<string, unknown[][]>
  /** Positions that signals of this batch replace, in this batch or before it. */
  readonly replaced: ReadonlySet<number>
  /** All links in the order of their signals. */
  readonly links: readonly SignalLink[]
  readonly unmapped: readonly Unmapped[]
}

/**
 * Works out what a batch changes; nothing is read or written. Of a signal that is replaced in the
 * same batch no rows are kept, but its links count: they add up.
 */
export function prepareBatch(
  contracts: ReadonlyMap<string, Contract>,
  signals: readonly Signal[],
): PreparedBatch {
  const replaced = new Set<number>()
  for (const { supersedes } of signals) if (supersedes !== null) replaced.add(supersedes)
  const rows = new Map<string, unknown[][]>()
  const links: SignalLink[] = []
  const unmapped: Unmapped[] = []

  for (const signal of signals) {
    const { position, contract } = signal
    const under = contracts.get(contract)
    const result = transform(under, signal)
    if (!result.ok) {
      unmapped.push(result.error)
      continue
    }
    for (const fact of result.value) {
      if (fact.fact === 'identity') links.push(linkOf(fact, position, contract))
      else if (!replaced.has(position)) pushRow(rows, fact, signal, under!.from.name)
    }
  }
  return {
    upTo: signals.at(-1)?.position ?? 0,
    rows,
    replaced,
    links,
    unmapped,
  }
}

const linkOf = ({ values }: Fact, position: number, contract: string): SignalLink => ({
  same: values['same'] as readonly string[],
  certain: values['certain'] === true,
  position,
  contract,
})

function pushRow(
  rows: Map<string, unknown[][]>,
  fact: NamedFact,
  signal: Signal,
  system: string,
): void {
  let held = rows.get(fact.fact)
  if (!held) rows.set(fact.fact, (held = []))
  held.push(rowOf(fact, signal, system))
}

/** A fact as a row of its table. */
function rowOf(
  { fact, id, values }: NamedFact,
  { contract, position }: Signal,
  system: string,
): unknown[] {
  const row: unknown[] = [id, contract, system, position]
  for (const [name, type] of cells[fact]!) {
    const value: FactValue = values[name]
    if (type === 'money') {
      row.push((value as Money | undefined)?.micros, (value as Money | undefined)?.currency)
    } else if (type === 'reference') {
      const [named, of] = value ? partsOf(value as string | Reference) : []
      row.push(named, of)
    } else row.push(value)
  }
  return row
}

/** The names of a kind's values and what they are, in the order of the table's columns. */
const cells: Readonly<Record<string, readonly (readonly [string, ColumnType])[]>> =
  Object.fromEntries(
    Object.keys(factSchema).map((kind) => [
      kind,
      Object.entries(factTables[kind]!.columns).map(([name, { type }]) => [name, type]),
    ]),
  )
