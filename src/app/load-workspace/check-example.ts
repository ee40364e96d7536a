import { join } from 'node:path'
import type { Workspace } from '../define.ts'
import { importExample } from '../example/import-example.ts'
import type { Finding } from './finding.ts'
import { configName } from './load-workspace.ts'

/** What is wrong with the module that a workspace names as its example, if it names one. */
export async function checkExample(
  folder: string,
  { example }: Pick<Workspace, 'example'>,
): Promise<Finding[]> {
  if (example === undefined) return []
  return importExample(folder, example).then(
    () => [],
    (error: Error) => [{ file: join(folder, configName), message: error.message }],
  )
}
