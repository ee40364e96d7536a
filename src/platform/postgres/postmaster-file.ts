import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { processIdentity } from '../process-identity.ts'

/** What PostgreSQL writes about itself into `postmaster.pid` in its data folder. */
export interface PostmasterFile {
  readonly pid: number
  readonly data: string
  readonly port: number
  readonly status: 'starting' | 'ready' | 'stopping' | 'standby' | undefined
}

/** Reads the file's lines: 1 process, 2 data folder, 4 port, 8 status. Undefined when it is cut short. */
export function readPostmasterFile(text: string): PostmasterFile | undefined {
  const lines = text.split('\n').map((line) => line.trim())
  const [pid, data, , port] = lines
  if (!(Number(pid) > 0) || !data || !(Number(port) > 0)) return undefined
  const status = (['starting', 'ready', 'stopping', 'standby'] as const).find(
    (each) => each === lines[7],
  )
  return { pid: Number(pid), data, port: Number(port), status }
}

/** The file in this data folder; undefined when there is none, or not yet a whole one. */
export async function postmasterFile(data: string): Promise<PostmasterFile | undefined> {
  const text = await readFile(join(data, 'postmaster.pid'), 'utf8').catch(() => undefined)
  return text === undefined ? undefined : readPostmasterFile(text)
}

/**
 * Lets PostgreSQL start after a server that died but was not yet buried by its parent, which may
 * never happen in a container. PostgreSQL takes such a process for a living one and refuses, unless
 * it is its own parent: so we put our own number there. The file itself stays, because PostgreSQL
 * finds in it whether servants of the dead one still live.
 */
export async function disownDead(data: string): Promise<void> {
  const file = await postmasterFile(data)
  if (!file || !isListed(file.pid) || (await processIdentity(file.pid))) return
  const path = join(data, 'postmaster.pid')
  const text = await readFile(path, 'utf8')
  await writeFile(path, text.replace(/^\d+/, String(process.pid)))
}

function isListed(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
