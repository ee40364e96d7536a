import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { ExampleModule } from './define.ts'

const wanted = ['history', 'visit', 'visitsPerSecond'] as const

/**
 * Imports the module that a workspace names as its example.
 * @throws Error that says what is wrong with it and what to write instead
 */
export async function importExample(folder: string, path: string): Promise<ExampleModule> {
  const file = join(folder, path)
  if (!existsSync(file)) {
    throw new Error(`the workspace's example is '${path}', and there is no such file`)
  }
  const module = (await import(pathToFileURL(file).href)) as Record<string, unknown>
  const missing = wanted.filter((name) => typeof module[name] !== 'function')
  if (missing.length > 0) {
    throw new Error(`${path} must export ${missing.join(', ')}: functions, as ExampleModule says`)
  }
  // Which functions they are is the compiler's to say, where there is one.
  return module as unknown as ExampleModule
}
