import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** How commands on this machine reach the app that runs for a workspace. */
export interface Runtime {
  /** The app's address on this machine. */
  readonly url: string
  /** The address by which people come. It was said where the app was started, and maybe only there. */
  readonly shownUrl: string
  /** Opens the app's API; only who may read the state folder's files has it. */
  readonly token: string
  readonly pid: number
}

const fileIn = (stateFolder: string): string => join(stateFolder, 'runtime.json')

/** Makes the folder of Linchpin's own state. What lies in it has rights of its own. */
export const makeStateFolder = async (stateFolder: string): Promise<void> => {
  await mkdir(stateFolder, { recursive: true, mode: 0o711 })
}

/** Says how to reach the app. The file appears whole, readable by its owner only. */
export async function writeRuntime(stateFolder: string, runtime: Runtime): Promise<void> {
  const written = `${fileIn(stateFolder)}.${process.pid}`
  await writeFile(written, JSON.stringify(runtime), { mode: 0o600 })
  await rename(written, fileIn(stateFolder))
}

/** How to reach the app, if one said so. It may be gone since. */
export async function readRuntime(stateFolder: string): Promise<Runtime | undefined> {
  try {
    return JSON.parse(await readFile(fileIn(stateFolder), 'utf8')) as Runtime
  } catch {
    return undefined
  }
}

/** Takes back what this process said; another app that has started since is left alone. */
export async function removeRuntime(stateFolder: string): Promise<void> {
  const runtime = await readRuntime(stateFolder)
  if (runtime?.pid === process.pid) await rm(fileIn(stateFolder), { force: true })
}
