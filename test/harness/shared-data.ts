import { existsSync } from 'node:fs'
import { join } from 'node:path'

const folder =
  process.env['LINCHPIN_SHARED_DATA'] ?? join(import.meta.dirname, '../../../shared/data')

/** Where public test data lies that is kept outside the repository; undefined on machines without it. */
export function sharedData(path: string): string | undefined {
  const found = join(folder, path)
  return existsSync(found) ? found : undefined
}
