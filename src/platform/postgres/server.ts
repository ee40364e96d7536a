import { spawn, type ChildProcess } from 'node:child_process'
import { open, readFile, rename, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Log } from '../log.ts'
import { processIdentity } from '../process-identity.ts'
import { answers } from './answers.ts'
import { disownDead, postmasterFile } from './postmaster-file.ts'
import { serverEnvironment, type Place } from './place.ts'
import { PostgresError } from './postgres-error.ts'
import { serverArguments } from './settings.ts'

/** A PostgreSQL that runs. */
export interface Server {
  readonly pid: number
  readonly port: number
  /** Settles when the process is gone, for whatever reason. */
  readonly died: Promise<void>
}

/** Starts a server and waits until it takes our statements, however long its recovery takes. */
export async function runServer(place: Place, port: number, log: Log): Promise<Server> {
  await disownDead(place.data)
  const logFile = await openLogFile(place.folder)
  let child: ChildProcess
  try {
    child = spawn(place.binaries.postgres, serverArguments(place.data, port), {
      ...place.user,
      cwd: place.folder,
      env: serverEnvironment,
      // A group of its own: Ctrl-C in the terminal must not stop it before those that use it.
      detached: true,
      stdio: ['ignore', logFile.fd, logFile.fd],
    })
  } finally {
    await logFile.close()
  }
  const died = new Promise<void>((settle) => {
    child.once('exit', () => settle())
    child.once('error', () => settle())
  })
  const server = { pid: child.pid ?? 0, port, died }
  try {
    await ready(place, server, log)
  } catch (error) {
    await stopServer(server, log)
    throw error
  }
  return server
}

async function ready(place: Place, { pid, port, died }: Server, log: Log): Promise<void> {
  let gone = false
  void died.then(() => (gone = true))
  for (let said = performance.now(); ; await Promise.race([sleep(10), died])) {
    if (gone) throw new PostgresError(await lastWords(place.folder))
    const file = await postmasterFile(place.data)
    if (file?.pid === pid && file.status === 'ready') {
      const answer = await answers(place, port)
      if (answer === 'ours') return
      if (answer === 'refuses') throw wrongPassword(place)
    }
    if (performance.now() - said > 10_000) {
      log.info({ port }, 'PostgreSQL is still starting')
      said = performance.now()
    }
  }
}

const wrongPassword = ({ folder }: Place): PostgresError =>
  new PostgresError(
    `the password in ${join(folder, 'password')} is not the one of its database. ` +
      `Restore that file from a backup`,
  )

/** Watches a server that somebody else has started. */
export async function adoptServer(pid: number, port: number): Promise<Server> {
  const identity = await processIdentity(pid)
  const lives = async () => identity !== undefined && (await processIdentity(pid)) === identity
  const died = (async () => {
    while (await lives()) await sleep(250)
  })()
  return { pid, port, died }
}

/** Stops a server: first it lets transactions fail and writes all down, then faster, then at once. */
export async function stopServer({ pid, died }: Server, log: Log): Promise<void> {
  for (const [signal, patienceMs] of [
    ['SIGINT', 20_000],
    ['SIGQUIT', 5_000],
    ['SIGKILL', 5_000],
  ] as const) {
    // Once it is gone, its number may be somebody else's.
    if ((await Promise.race([died, Promise.resolve('runs')])) !== 'runs') return
    try {
      process.kill(pid, signal)
    } catch {
      return
    }
    const patience = new AbortController()
    const late = sleep(patienceMs, 'late', { signal: patience.signal }).catch(() => 'late')
    const outcome = await Promise.race([died, late])
    patience.abort()
    if (outcome !== 'late') return
    log.warn({ server: pid, signal }, 'PostgreSQL does not stop')
  }
}

const logFileLimit = 10_000_000

/** Opened by us and inherited, so that it works whoever the server runs as. */
async function openLogFile(folder: string) {
  const file = join(folder, 'server.log')
  const size = await stat(file).then(
    (found) => found.size,
    () => 0,
  )
  if (size > logFileLimit) await rename(file, `${file}.1`)
  return open(file, 'a', 0o600)
}

async function lastWords(folder: string): Promise<string> {
  const file = join(folder, 'server.log')
  const text = await readFile(file, 'utf8').catch(() => '')
  const lines = text.trim().split('\n').slice(-5).join('\n')
  return `PostgreSQL did not start. The end of ${file} says:\n${lines}`
}
