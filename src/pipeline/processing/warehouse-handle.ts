import type { Sql } from '../../platform/database/index.ts'
import type { Warehouse, WarehouseReader } from '../../platform/warehouse/index.ts'

/** Nobody can ask the facts in this process now; the message says why and what to do. */
export class WarehouseAwayError extends Error {
  override name = 'WarehouseAwayError'
}

/** The current warehouse, for those who ask: it outlives the warehouses that are put into it. */
export interface WarehouseHandle extends WarehouseReader {
  /** From now on questions go to this one, those that wait too. */
  put(warehouse: Warehouse): void
  /** From now on questions are refused, with the reason. */
  takeAway(reason: string): void
  /** From now on questions wait. Returns when those at hand are answered, or the time is up. */
  hold(atMostMs: number): Promise<void>
}

export function warehouseHandle(reason: string): WarehouseHandle {
  const now: { warehouse?: Warehouse | undefined; away?: string | undefined } = { away: reason }
  let changed = Promise.withResolvers<void>()
  const asked = new Set<Promise<unknown>>()

  const change = (warehouse: Warehouse | undefined, away: string | undefined): void => {
    Object.assign(now, { warehouse, away })
    changed.resolve()
    changed = Promise.withResolvers<void>()
  }
  const ask = async <T>(work: (warehouse: Warehouse) => Promise<T>): Promise<T> => {
    while (!now.warehouse && now.away === undefined) await changed.promise
    if (!now.warehouse) throw new WarehouseAwayError(now.away)
    const answer = work(now.warehouse)
    asked.add(answer)
    return answer.finally(() => asked.delete(answer))
  }
  return {
    query: <Row>(statement: Sql) => ask((warehouse) => warehouse.query<Row>(statement)),
    snapshot: (work) => ask((warehouse) => warehouse.snapshot(work)),
    put: (warehouse) => change(warehouse, undefined),
    takeAway: (why) => change(undefined, why),
    async hold(atMostMs) {
      change(undefined, undefined)
      const timeUp = Promise.withResolvers<void>()
      const timer = setTimeout(timeUp.resolve, atMostMs)
      await Promise.race([Promise.allSettled(asked), timeUp.promise])
      clearTimeout(timer)
    },
  }
}
