import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, cp, mkdtemp, readFile, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { exampleState } from '../../../src/app/example/state.ts'
import { freePort } from '../../harness/free-port.ts'

const root = join(import.meta.dirname, '../../..')
const main = join(root, 'src/app/cli/main.ts')

/** A running Linchpin as values, which another process can use too. */
export interface Addresses {
  readonly workspace: string
  readonly app: string
  readonly edge: string
  /** The process of `linchpin start`, whose children are the database, the app and the edge. */
  readonly pid: number
}

export interface Stack extends Addresses {
  /** Asks it to stop, and waits until it has. Its workspace stays, and can be started on again. */
  readonly halt: () => Promise<void>
  /** The same, and removes the workspace. */
  readonly stop: () => Promise<void>
}

export interface StackOptions {
  /** The folder that is copied; default: the example company. */
  readonly workspace?: string
  /** What there is in it: nothing (default), the example's history, or what the folder has, as it is. */
  readonly state?: 'nothing' | 'history' | 'as it is'
}

/** Starts a real `linchpin start` on a copy of a workspace, and waits until what it begins with is there. */
export async function openStack({
  workspace: source = join(root, 'examples/acme'),
  state = 'nothing',
}: StackOptions = {}): Promise<Stack> {
  const workspace = await realpath(await mkdtemp(join(tmpdir(), 'linchpin-screens-')))
  // As root, the database runs as a user of its own, who must be let through.
  await chmod(workspace, 0o711)
  await copyWorkspace(source, workspace, state === 'as it is')
  const [port, edgePort] = [await freePort(), await freePort()]
  const args = ['start', '--port', String(port), '--edge-port', String(edgePort)]
  const child = spawn(
    process.execPath,
    [main, ...args, ...(state === 'nothing' ? ['--empty'] : [])],
    {
      cwd: workspace,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, LOG_LEVEL: 'warn' },
    },
  )
  const exited = once(child, 'exit')
  let said = ''
  const ready = new Promise<void>((resolve, reject) => {
    const hear = (chunk: Buffer): void => {
      said = (said + chunk.toString()).slice(-20_000)
      if (said.includes('Linchpin ready')) resolve()
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    child.once('exit', (code) => reject(new Error(`linchpin start ended with ${code}:\n${said}`)))
  })
  const halt = async (): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM')
    await exited
  }
  const stop = async (): Promise<void> => {
    await halt()
    await rm(workspace, { recursive: true, force: true })
  }
  try {
    await ready
    if (state === 'history') await loaded(workspace, exited)
  } catch (error) {
    await stop()
    throw error
  }
  const app = `http://127.0.0.1:${port}`
  return { workspace, app, edge: `http://127.0.0.1:${edgePort}`, pid: child.pid!, halt, stop }
}

async function copyWorkspace(from: string, to: string, withState: boolean): Promise<void> {
  // With its owners: the database is somebody else's.
  if (withState) await promisify(execFile)('cp', ['-a', `${from}/.`, to])
  const filter = (path: string): boolean => basename(path) !== '.linchpin'
  if (!withState) await cp(from, to, { recursive: true, filter })
}

async function loaded(workspace: string, exited: Promise<unknown>): Promise<void> {
  const { progress } = exampleState(join(workspace, '.linchpin'))
  const ended = exited.then(() => {
    throw new Error('linchpin start ended while it loaded its history')
  })
  for (const until = Date.now() + 120_000; Date.now() < until;) {
    if ((await progress.read())?.state === 'ready') return
    await Promise.race([sleep(100), ended])
  }
  throw new Error('the history was not loaded in two minutes')
}

/** The token of the command line on this machine; the app makes another one at each start. */
export async function localToken(workspace: string): Promise<string> {
  const text = await readFile(join(workspace, '.linchpin/runtime.json'), 'utf8')
  return (JSON.parse(text) as { token: string }).token
}
