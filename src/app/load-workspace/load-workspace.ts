import { existsSync, realpathSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Workspace } from '../define.ts'
import { findFault } from './find-fault.ts'
import { WorkspaceError } from './finding.ts'
import { resolveLinchpin } from './resolve-linchpin.ts'

/** A workspace and where it lies. */
export interface LoadedWorkspace {
  readonly workspace: Workspace
  /** The workspace's folder, absolute. */
  readonly folder: string
  /** Linchpin's own state in it. */
  readonly stateFolder: string
}

/** The file that makes a folder a workspace. */
export const configName = 'linchpin.config.ts'

/** Where the state of the workspace in a folder lies. */
export const stateFolderOf = (folder: string): string => join(folder, '.linchpin')

const longestLoadMs = 20_000

/**
 * Imports the workspace of a folder.
 * @throws WorkspaceError whose findings name file and line, and what to write instead
 */
export async function loadWorkspace(given: string): Promise<LoadedWorkspace> {
  const config = findConfig(resolve(given))
  const folder = resolve(config, '..')
  resolveLinchpin()
  const exported = await importConfig(config)
  const workspace = exported.default as Partial<Workspace> | undefined
  if (workspace?.kind !== 'workspace') {
    throw new WorkspaceError([{ file: config, message: explainExport(exported) }])
  }
  return { workspace: workspace as Workspace, folder, stateFolder: stateFolderOf(folder) }
}

function findConfig(folder: string): string {
  const config = join(folder, configName)
  if (existsSync(config)) return realpathSync(config)
  const message = !existsSync(folder)
    ? 'there is no such folder; name the workspace with --workspace DIR'
    : statSync(folder).isDirectory()
      ? `there is no ${configName} in this folder; write one with \`linchpin init\`, or name the workspace with --workspace DIR`
      : `this is a file; name the folder that holds ${configName}`
  throw new WorkspaceError([{ file: folder, message }])
}

/** What a config may export; nothing of it is known before it was looked at. */
interface Exported {
  readonly default?: unknown
  readonly [name: string]: unknown
}

async function importConfig(config: string): Promise<Exported> {
  let timer: NodeJS.Timeout | undefined
  const tooLong = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new Error('it does not finish loading: something in it awaits for ever')),
      longestLoadMs,
    )
  })
  try {
    return (await Promise.race([import(pathToFileURL(config).href), tooLong])) as Exported
  } catch (error) {
    throw new WorkspaceError([findFault(error, config)], { cause: error })
  } finally {
    clearTimeout(timer)
  }
}

function explainExport(exported: Exported): string {
  const named = Object.entries(exported).find(
    ([name, value]) => name !== 'default' && (value as Partial<Workspace>)?.kind === 'workspace',
  )
  if (named)
    return `the workspace is exported as '${named[0]}'; write \`export default ${named[0]}\``
  return exported.default === undefined
    ? 'it has no default export; write `export default defineWorkspace({ … })`'
    : 'its default export is not a workspace; write `export default defineWorkspace({ … })`'
}
