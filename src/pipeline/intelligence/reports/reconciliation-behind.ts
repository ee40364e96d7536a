import type { Queryable } from '../../../platform/database/index.ts'
import { Sql, sql } from '../../../platform/database/sql.ts'
import { factSchema } from '../../processing/index.ts'
import type { FactQuery, Figure, ReportColumn, RowsBehind } from '../define.ts'
import { readNumbered, type NumberedRows } from '../read-numbered.ts'
import { readPage } from '../read-page.ts'
import { countedByDay, heldRecords, ofContract, signalsBeyond } from '../store.ts'

const position: ReportColumn = { name: 'position', title: 'Position', form: 'count' }
const key: ReportColumn = { name: 'recordKey', title: 'Key', form: 'text' }
const source: ReportColumn = { name: 'source', title: 'Source', form: 'text' }
const receivedAt: ReportColumn = { name: 'at', title: 'Received', form: 'time' }
const reason: ReportColumn = { name: 'reason', title: 'Reason', form: 'text' }
const mode: ReportColumn = { name: 'mode', title: 'Failure mode', form: 'text' }
const about: ReportColumn = { name: 'about', title: 'Where', form: 'text' }

const signalColumns = [key, source, receivedAt, position]

/**
 * The rows behind a count of a contract. What the door let through or held lies there row by row; what
 * it read, knew already or filtered is kept as a count for each day, and the days are the rows.
 */
export function reconciliationBehind(
  db: Queryable,
  { column, group: contract }: Figure,
): RowsBehind | undefined {
  switch (column) {
    case 'read':
    case 'duplicate':
    case 'filtered':
      return {
        columns: [{ name: 'at', title: 'Day', form: 'day' }],
        rows: (page) => readPage((made) => db.query(made), countedByDay(contract, column), page),
      }
    case 'landed':
      return { columns: signalColumns, rows: fromDoor(db, async () => signalsBeyond(contract, 0)) }
    case 'waiting':
      return {
        columns: signalColumns,
        rows: fromDoor(db, async (query) => {
          const [progress] = await query<{ position: number }>`select position from progress`
          return signalsBeyond(contract, progress?.position ?? 0)
        }),
      }
    case 'quarantined':
      return {
        columns: [mode, about, reason, source, receivedAt],
        rows: fromDoor(db, async () => heldRecords(contract)),
      }
    case 'unmapped':
      return { columns: [mode, about, reason, position], rows: unmapped(contract) }
    case 'facts':
      return {
        columns: [
          { name: 'kind', title: 'Fact', form: 'text' },
          { name: 'id', title: 'Id', form: 'text' },
          { ...position, title: 'From signal' },
        ],
        rows: facts(contract),
      }
    default:
      return undefined
  }
}

const fromDoor =
  (db: Queryable, rows: (query: FactQuery) => Promise<NumberedRows>): RowsBehind['rows'] =>
  async (page, query) =>
    readNumbered(db, await rows(query), page)

const unmapped = (contract: string | undefined): Sql => sql`
  select position as key, position as sort, 1 as adds, position, mode, about, reason
  from unmapped where ${ofContract(contract)}`

function facts(contract: string | undefined): Sql {
  const tables = Object.entries(factSchema).map(
    ([kind, { name }]) => sql`
      select ${kind} as kind, contract, id, version from ${new Sql([`"${name}"`], [])}
      where ${ofContract(contract)}`,
  )
  return sql`
    select kind || ' ' || contract || ' ' || id as key, version as sort, 1 as adds, kind, id,
      version as position
    from (${tables.reduce((one, other) => sql`${one} union all ${other}`)})`
}
