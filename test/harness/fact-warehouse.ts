import type { Fact, FactValue } from '../../src/core/fact.ts'
import { createFactTables, factSchema } from '../../src/pipeline/processing/index.ts'
import { Sql, sql } from '../../src/platform/database/sql.ts'
import { openWarehouse, type Warehouse } from '../../src/platform/warehouse/index.ts'
import { afterFile } from './after-file.ts'

export interface FactWarehouse {
  readonly warehouse: Warehouse
  /** Puts facts in, as processing would; ids are made up where they are left out. */
  readonly put: (facts: readonly Fact[], contract?: string, system?: string) => Promise<void>
  /** Says that identifiers are one person: the first names the person. */
  readonly link: (...same: readonly string[]) => Promise<void>
  /** Takes all facts out again. */
  readonly empty: () => Promise<void>
}

/** A warehouse in memory with the facts' tables, closed after the test file. */
export async function factWarehouse(): Promise<FactWarehouse> {
  const warehouse = await openWarehouse({ memory: true })
  await createFactTables(warehouse)
  afterFile(() => warehouse.close())
  let made = 0
  return {
    warehouse,
    async put(facts, contract = 'test.contract', system = 'test') {
      for (const [kind, group] of Map.groupBy(facts, ({ fact }) => fact)) {
        const { name, columns } = factSchema[kind]!
        const names = columns.map((column) => column.name)
        const rows = group.map(({ id, values }) => {
          made += 1
          const cells = Object.entries(values).flatMap(([key, value]) => cellsOf(key, value))
          const row = new Map<string, unknown>(cells)
          row
            .set('id', id ?? String(made))
            .set('contract', contract)
            .set('system', system)
            .set('version', made)
          return names.map((column) => row.get(column) ?? null)
        })
        await warehouse.append(name, names, rows)
      }
    },
    link: (...same) =>
      warehouse.append(
        'identifier',
        ['id', 'person'],
        same.map((id) => [id, same[0]]),
      ),
    async empty() {
      for (const name of [...Object.values(factSchema).map((table) => table.name), 'identifier']) {
        await warehouse.query(sql`delete from ${new Sql([`"${name}"`], [])}`)
      }
    },
  }
}

function cellsOf(name: string, value: FactValue): [string, unknown][] {
  const column = name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
  if (typeof value !== 'object' || value === null) return [[column, value]]
  if ('system' in value) {
    return [
      [column, value.id],
      [`${column}_system`, value.system],
    ]
  }
  if (!('micros' in value)) return [[column, value]]
  const { micros, currency } = value
  return [
    [`${column}_micros`, micros],
    [`${column}_currency`, currency],
  ]
}
