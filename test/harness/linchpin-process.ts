import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { freePort } from './free-port.ts'

const main = join(import.meta.dirname, '../../src/app/cli/main.ts')

/** A real `linchpin start`, with handles on each of its processes. */
export interface LinchpinProcess {
  readonly workspace: string
  readonly appUrl: string
  readonly edgeUrl: string
  /** What it has printed so far. */
  readonly output: () => string
  /** The process id of the parent. */
  readonly pid: number
  /** The process id of a role, as it is now; undefined while it is being restarted. */
  readonly pidOf: (role: 'app' | 'edge' | 'example') => number | undefined
  /** The process id of the PostgreSQL server that it runs. */
  readonly postgresPid: () => number | undefined
  /** Asks it to stop and waits until it has; the exit code. */
  readonly stop: () => Promise<number | null>
}

export interface StartOptions {
  readonly workspace: string
  readonly env?: NodeJS.ProcessEnv
}

/** Starts Linchpin on a workspace and waits until it says that it is ready. It never outlives the test. */
export async function startLinchpin({ workspace, env }: StartOptions): Promise<LinchpinProcess> {
  const [port, edgePort] = [await freePort(), await freePort()]
  const args = [
    'start',
    '--workspace',
    workspace,
    '--port',
    `${port}`,
    '--edge-port',
    `${edgePort}`,
  ]
  const child = spawn(process.execPath, [main, ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  const stop = async (): Promise<number | null> => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM')
    await exited
    return child.exitCode
  }
  onTestFinished(async () => void (await stop()))
  const exited = once(child, 'exit')
  const ready = new Promise<void>((resolve, reject) => {
    const hear = (chunk: Buffer): void => {
      output += chunk.toString()
      if (output.includes('Linchpin ready')) resolve()
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    child.once('exit', (code) => reject(new Error(`linchpin start ended with ${code}:\n${output}`)))
  })
  await ready
  return {
    workspace,
    appUrl: `http://127.0.0.1:${port}`,
    edgeUrl: `http://127.0.0.1:${edgePort}`,
    output: () => output,
    pid: child.pid!,
    pidOf: (role) => findDescendant(child, `${role}-role`),
    postgresPid: () => findDescendant(child, '-D'),
    stop,
  }
}

/** The process id of a descendant whose command line has the text in it. */
function findDescendant(child: ChildProcess, text: string): number | undefined {
  const lines = execFileSync('ps', ['-eo', 'pid=,ppid=,stat=,args='], { encoding: 'utf8' })
    .split('\n')
    .map((line) => /^\s*(\d+)\s+(\d+)\s+(\S+)\s+(.*)$/.exec(line))
    .filter((found) => found !== null)
    .map(([, pid, parent, state, args]) => ({
      pid: +pid!,
      parent: +parent!,
      state: state!,
      args: args!,
    }))
    .filter(({ state }) => !state.startsWith('Z'))
  const family = new Set([child.pid])
  for (let grown = true; grown;) {
    const size = family.size
    for (const { pid, parent } of lines) if (family.has(parent)) family.add(pid)
    grown = family.size > size
  }
  return lines.find(({ pid, args }) => pid !== child.pid && family.has(pid) && args.includes(text))
    ?.pid
}

/** Runs a command of the CLI and returns what it printed. Throws with its errors when it fails. */
export async function linchpin(
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
): Promise<string> {
  const child = spawn(process.execPath, [main, ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let out = ''
  let err = ''
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()))
  await once(child, 'close')
  if (child.exitCode !== 0) {
    throw new Error(`linchpin ${args.join(' ')} ended with ${child.exitCode}:\n${err}${out}`)
  }
  return out
}
