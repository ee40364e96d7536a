import { existsSync } from 'node:fs'
import { openWarehouse, WarehouseError } from '../../platform/warehouse/index.ts'
import { fail, ok, type Finding } from './finding.ts'

/** Whether the file of facts can be opened, or is open where it should be. */
export async function checkWarehouse(file: string): Promise<Finding> {
  if (!existsSync(file))
    return ok('warehouse', 'there are no facts yet; the first start makes them')
  try {
    const warehouse = await openWarehouse({ file })
    await warehouse.close()
    return ok('warehouse', `${file} opens`)
  } catch (error) {
    if (!(error instanceof WarehouseError)) throw error
    if (error.trouble === 'locked') {
      return ok(
        'warehouse',
        `${file} is open in ${error.pid ? `process ${error.pid}` : 'another process'}`,
      )
    }
    return fail('warehouse', `${file} does not open (${error.trouble})`, error.message)
  }
}
