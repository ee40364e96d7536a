import { sql, type Sql } from '../platform/database/sql.ts'
import type { WarehouseQueryable } from '../platform/warehouse/index.ts'

/** Which exposures are asked for. */
export interface ExposureQuestion {
  readonly placement: string
  /** From this moment on; all of them when left out. */
  readonly from?: Date | undefined
}

/** What was shown somewhere, for one reason: chosen, where `fallback` is null. */
export interface ShownCell {
  /** `DE` or `US-CA`; null where it was not known. */
  readonly region: string | null
  readonly variant: string
  readonly fallback: string | null
  /** How often it was shown. */
  readonly shown: number
}

const asked = ({ placement, from }: ExposureQuestion): Sql =>
  from ? sql`e.placement = ${placement} and e."at" >= ${from}` : sql`e.placement = ${placement}`

/** Who saw what where, and why. */
export const countCells = (
  warehouse: WarehouseQueryable,
  question: ExposureQuestion,
): Promise<ShownCell[]> =>
  warehouse.query(sql`
    select e.region, e.variant, e.fallback, count(*) as shown
    from exposure e where ${asked(question)} group by all order by all`)

/** How many units saw each variant; all of them, each once, where there is no variant. */
export const countUnits = (
  warehouse: WarehouseQueryable,
  question: ExposureQuestion,
): Promise<{ variant: string | null; units: number }[]> =>
  warehouse.query(sql`
    select e.variant, count(distinct hash(e.unit)) filter (where e.unit is not null) as units
    from exposure e where ${asked(question)} group by grouping sets ((e.variant), ())`)

/** A version of the variant table, by what was shown from it. */
export interface ShownTable {
  readonly version: number
  readonly shown: number
  readonly firstAt: Date
  readonly lastAt: Date
}

/** The versions that were chosen from, the newest first. */
export const countTables = (
  warehouse: WarehouseQueryable,
  question: ExposureQuestion,
): Promise<ShownTable[]> =>
  warehouse.query(sql`
    select e."table" as version, count(*) as shown, min(e."at") as "firstAt", max(e."at") as "lastAt"
    from exposure e where ${asked(question)} and e."table" is not null
    group by 1 order by 1 desc limit 50`)
