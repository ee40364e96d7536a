import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Log } from '../log.ts'
import { processCommand, processIdentity } from '../process-identity.ts'
import { answers } from './answers.ts'
import type { Place } from './place.ts'
import { PostgresError } from './postgres-error.ts'
import { isStale, postmasterFile, runsData, type PostmasterFile } from './postmaster-file.ts'
import { adoptServer, stopServer, type Server } from './server.ts'

type Whereabouts = Pick<Place, 'data' | 'password'>

const patienceMs = 10_000

/** The healthy server that runs in this folder, if there is one. Changes nothing. */
export async function findServer(place: Whereabouts): Promise<PostmasterFile | undefined> {
  const file = await postmasterFile(place.data)
  if (!file || !(await processIdentity(file.pid))) return undefined
  return (await answers(place, file.port)) === 'ours' ? file : undefined
}

/**
 * Takes over the server that a dead launcher left behind, if it left one: a healthy one is adopted,
 * one of ours that does not answer is stopped. A process that is not ours is never touched.
 * @throws PostgresError that names the process, when a stranger stands where our server should be
 */
export async function adoptOrphan(place: Place, log: Log): Promise<Server | undefined> {
  const began = performance.now()
  for (;;) {
    const file = await postmasterFile(place.data)
    if (!file || (await isStale(file))) return undefined
    if ((await answers(place, file.port)) === 'ours') return adoptServer(file.pid, file.port)
    const command = await processCommand(file.pid)
    if (command && !runsData(command, place.data)) throw stranger(place, file.pid, command)
    // It may be starting, recovering or on its way out: all of these pass.
    const waited = performance.now() - began
    if (waited > patienceMs && file.status !== 'starting') {
      if (!command) throw stranger(place, file.pid, 'unknown')
      log.warn({ server: file.pid }, 'the PostgreSQL left behind does not answer: it is replaced')
      await replace(file, log)
      return undefined
    }
    await sleep(100)
  }
}

async function replace({ pid, port }: PostmasterFile, log: Log): Promise<void> {
  const server = await adoptServer(pid, port)
  // One that was stopped hears nothing before it continues.
  process.kill(pid, 'SIGCONT')
  await stopServer(server, log)
}

function stranger({ data }: Place, pid: number, command: string): PostgresError {
  return new PostgresError(
    `${join(data, 'postmaster.pid')} says that process ${pid} runs this database, but that is ` +
      `"${command}", which is not our PostgreSQL. It was left alone. If it has nothing to do with ` +
      `this folder, delete that file and start again; if it has, stop it first`,
  )
}
