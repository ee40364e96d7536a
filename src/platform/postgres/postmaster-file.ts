import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { processCommand, processStart } from '../process-identity.ts'

/** What PostgreSQL writes about itself into `postmaster.pid` in its data folder. */
export interface PostmasterFile {
  readonly pid: number
  readonly data: string
  /** When the server was started, to the second. */
  readonly startedAt: Date
  readonly port: number
  readonly status: 'starting' | 'ready' | 'stopping' | 'standby' | undefined
}

/** Reads the file's lines: 1 process, 2 data folder, 3 start in Unix time, 4 port, 8 status. Undefined when it is cut short. */
export function readPostmasterFile(text: string): PostmasterFile | undefined {
  const lines = text.split('\n').map((line) => line.trim())
  const [pid, data, started, port] = lines
  if (!(Number(pid) > 0) || !data || !(Number(port) > 0)) return undefined
  const status = (['starting', 'ready', 'stopping', 'standby'] as const).find(
    (each) => each === lines[7],
  )
  return {
    pid: Number(pid),
    data,
    startedAt: new Date(Number(started) * 1_000),
    port: Number(port),
    status,
  }
}

/** The file in this data folder; undefined when there is none, or not yet a whole one. */
export async function postmasterFile(data: string): Promise<PostmasterFile | undefined> {
  const text = await readFile(join(data, 'postmaster.pid'), 'utf8').catch(() => undefined)
  return text === undefined ? undefined : readPostmasterFile(text)
}

/**
 * Whether the process with this number has nothing to do with the file: it is no PostgreSQL of this
 * folder, and it was not started when the file says. Numbers are given again, in a container that is
 * started anew at once.
 */
export async function isStale({ pid, data, startedAt }: PostmasterFile): Promise<boolean> {
  const [command, start] = await Promise.all([processCommand(pid), processStart(pid)])
  if (!start) return true
  if (!command || runsData(command, data)) return false
  return Math.abs(start.getTime() - startedAt.getTime()) > 5_000
}

/** Whether a command line is that of a PostgreSQL on this data folder. */
export const runsData = (command: string, data: string): boolean =>
  /(^|\/)postgres -D /.test(command) && `${command} `.includes(` -D ${data} `)

/**
 * Lets PostgreSQL start after a server that is dead although a process has its number: one of an
 * earlier boot, or one that died and is never buried by its parent, as in a container. PostgreSQL
 * takes it for a living server and refuses, unless it is PostgreSQL's own parent: so we put our own
 * number there. The file itself stays, because PostgreSQL finds in it whether servants of the dead
 * one still live.
 */
export async function disownDead(data: string): Promise<void> {
  const file = await postmasterFile(data)
  if (!file || !(await isStale(file))) return
  const path = join(data, 'postmaster.pid')
  const text = await readFile(path, 'utf8')
  await writeFile(path, text.replace(/^\d+/, String(process.pid)))
}
