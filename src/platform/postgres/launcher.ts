import { readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { processIdentity } from '../process-identity.ts'
import { PostgresBusyError } from './postgres-error.ts'

interface Launcher {
  readonly pid: number
  readonly identity: string
}

/**
 * Claims the folder for this process, so that two launchers do not stop each other's server. The
 * claim of a process that died counts for nothing.
 * @returns how to give it back
 * @throws PostgresBusyError when a living process holds it
 */
export async function claimFolder(folder: string): Promise<() => Promise<void>> {
  const file = join(folder, 'launcher.json')
  const holder = await livingLauncher(folder)
  if (holder !== undefined) throw new PostgresBusyError(folder, holder)
  const mine = JSON.stringify({ pid: process.pid, identity: await processIdentity(process.pid) })
  const written = `${file}.${process.pid}`
  await writeFile(written, mine, { mode: 0o600 })
  await rename(written, file)
  // Of two that claim at the same moment, the later rename wins, and the other finds that here.
  await sleep(30)
  const now = await livingLauncher(folder)
  if (now !== process.pid) throw new PostgresBusyError(folder, now ?? 0)
  return async () => {
    if ((await livingLauncher(folder)) === process.pid) await rm(file, { force: true })
  }
}

/** The process that looks after the server in this folder, if it lives. */
export async function livingLauncher(folder: string): Promise<number | undefined> {
  const text = await readFile(join(folder, 'launcher.json'), 'utf8').catch(() => undefined)
  if (!text) return undefined
  const { pid, identity } = JSON.parse(text) as Launcher
  return (await processIdentity(pid)) === identity ? pid : undefined
}
