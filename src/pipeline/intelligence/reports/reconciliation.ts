import type { Queryable } from '../../../platform/database/index.ts'
import { Sql, sql } from '../../../platform/database/sql.ts'
import { factSchema } from '../../processing/index.ts'
import { defineReport, type FactQuery, type Report, type ReportColumn } from '../define.ts'
import { ReportRequestError } from '../report-error.ts'
import { countDoor, type DoorRow } from '../store.ts'
import { reconciliationBehind } from './reconciliation-behind.ts'

export interface ReconciliationDeps {
  readonly db: Queryable
  /** The workspace's contracts; one that has brought nothing yet stands in the report with zeros. */
  readonly contracts: readonly { readonly name: string }[]
}

const columns: readonly ReportColumn[] = [
  { name: 'contract', title: 'Contract', form: 'text' },
  { name: 'read', title: 'Read', form: 'count', means: 'Records that came to the door.' },
  { name: 'landed', title: 'Landed', form: 'count', means: 'Signals that are held.' },
  { name: 'duplicate', title: 'Duplicate', form: 'count', means: 'Held already.' },
  { name: 'filtered', title: 'Filtered', form: 'count', means: 'Left out by the contract.' },
  { name: 'quarantined', title: 'Quarantined', form: 'count', means: 'Held apart as bad.' },
  {
    name: 'difference',
    title: 'Difference',
    form: 'count',
    means: 'Read less all of these: 0.',
    madeOf: ['read', 'landed', 'duplicate', 'filtered', 'quarantined'],
  },
  { name: 'waiting', title: 'Waiting', form: 'count', means: 'Signals not processed yet.' },
  {
    name: 'unmapped',
    title: 'Unmapped',
    form: 'count',
    means: 'Signals that failed to become facts.',
  },
  {
    name: 'facts',
    title: 'Facts',
    form: 'count',
    means: 'Rows made of the signals that stand.',
  },
]

/**
 * Shows that nothing was lost: for each contract, what was read is what landed, was a duplicate, was
 * filtered or is held in quarantine. What landed and what is held are counted in their tables, not
 * taken from the door's own tally, so that the difference is a check and not an echo.
 */
export const reconciliation = ({ db, contracts }: ReconciliationDeps): Report =>
  defineReport({
    name: 'reconciliation',
    title: 'Is everything accounted for?',
    takes: { of: { what: 'contract' } },
    columns,
    async rows(query, { of }) {
      // First the facts, then the door: what lands in between is waiting, never missing.
      const facts = await countFacts(query)
      const [progress] = await query<{ position: number }>`select position from progress`
      const counted = await countDoor(db, progress?.position ?? 0)
      const door = new Map(counted.map((row) => [row.contract, row]))
      const names = [...new Set([...contracts.map(({ name }) => name), ...door.keys()])].sort()
      if (of !== undefined && !names.includes(of)) throw unknownContract(of, names)
      const rows = names
        .filter((name) => of === undefined || name === of)
        .map((name) => rowOf(name, door.get(name), facts.get(name)))
      return { rows, notes: notesOn(rows) }
    },
    behind: (_select, _request, figure) => reconciliationBehind(db, figure),
  })

const unknownContract = (of: string, names: readonly string[]) =>
  new ReportRequestError(
    'request',
    `report 'reconciliation': there is no contract '${of}'; there are ${names.join(', ')}`,
  )

function rowOf(contract: string, door: DoorRow | undefined, made: FactCount | undefined) {
  const { read, landed, duplicate, filtered, quarantined, waiting } = door ?? nothing
  const difference = read - landed - duplicate - filtered - quarantined
  const counts = { read, landed, duplicate, filtered, quarantined, difference, waiting }
  return { contract, ...counts, unmapped: made?.unmapped ?? 0, facts: made?.facts ?? 0 }
}

const nothing = { read: 0, landed: 0, duplicate: 0, filtered: 0, quarantined: 0, waiting: 0 }

interface FactCount {
  readonly facts: number
  readonly unmapped: number
}

/** Counts each contract's rows in every table of facts. */
async function countFacts(query: FactQuery): Promise<ReadonlyMap<string, FactCount>> {
  const counts = Object.values(factSchema).map(
    ({ name }) =>
      sql`select contract, count(*) as facts, 0 as unmapped from ${new Sql([`"${name}"`], [])} group by contract`,
  )
  const all = counts.reduce((one, other) => sql`${one} union all ${other}`)
  const rows = await query<{ contract: string } & FactCount>`
    select contract, sum(facts) as facts, sum(unmapped) as unmapped from (
      ${all} union all select contract, 0, count(*) from unmapped group by contract
    ) group by contract`
  return new Map(rows.map(({ contract, ...count }) => [contract, count]))
}

function notesOn(
  rows: readonly { contract: string; difference: number; unmapped: number }[],
): string[] {
  const lost = rows.filter(({ difference }) => difference !== 0)
  const unmapped = rows.filter((row) => row.unmapped > 0)
  return [
    lost.length === 0
      ? 'Everything that was read is accounted for.'
      : `Not accounted for: ${lost.map(({ contract, difference }) => `${contract} (${difference})`).join(', ')}. This must not happen; please report it.`,
    ...(unmapped.length > 0
      ? [
          `Some signals of ${unmapped.map(({ contract }) => contract).join(', ')} became no facts: see \`linchpin exceptions\`.`,
        ]
      : []),
  ]
}
