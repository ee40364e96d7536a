import { existsSync } from 'node:fs'
import { join } from 'node:path'

/** The folder of public data that development has beside the repository, or that LINCHPIN_SHARED_DATA names. */
export const sharedDataFolder =
  process.env['LINCHPIN_SHARED_DATA'] ?? join(import.meta.dirname, '../../../shared/data')

/** Where public test data lies that is kept outside the repository; undefined on machines without it. */
export function sharedData(path: string): string | undefined {
  const found = join(sharedDataFolder, path)
  return existsSync(found) ? found : undefined
}
