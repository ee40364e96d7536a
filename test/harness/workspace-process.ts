import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { promisify } from 'node:util'

const main = join(import.meta.dirname, '../../src/app/cli/main.ts')

export interface Addresses {
  readonly app: string
  readonly edge: string
}

export interface Outcome {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

/** A workspace in a folder of its own, and the command line over it, as its user has them. */
export interface WorkspaceProcess {
  readonly folder: string
  write(files: Readonly<Record<string, string>>): Promise<void>
  /** Runs a command to its end. */
  run(...args: string[]): Promise<Outcome>
  /** The same, in an environment with these besides. */
  runWith(env: Readonly<Record<string, string>>, ...args: string[]): Promise<Outcome>
  /** Runs a command with --json and reads what it prints. Throws when the exit code is not the expected one. */
  ask<T>(args: readonly string[], code?: number): Promise<T>
  /** Runs `linchpin start` on free ports until it is ready. */
  start(...options: string[]): Promise<Addresses>
  /** The same, in an environment with these besides. */
  startWith(env: Readonly<Record<string, string>>, ...options: string[]): Promise<Addresses>
  /** Ends it by the signal; returns its exit code. */
  stop(signal?: NodeJS.Signals): Promise<number | null>
  /** Ends it and removes the folder. */
  remove(): Promise<void>
}

export async function workspaceProcess(): Promise<WorkspaceProcess> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'linchpin-loop-')))
  // As root, the database runs as a user of its own, who must be let through.
  await chmod(folder, 0o711)
  let running: ChildProcess | undefined

  const runWith: WorkspaceProcess['runWith'] = (env, ...args) =>
    promisify(execFile)(process.execPath, [main, ...args], {
      cwd: folder,
      env: { ...process.env, ...env },
    }).then(
      ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
      (failure: Outcome) => failure,
    )
  const run: WorkspaceProcess['run'] = (...args) => runWith({}, ...args)
  const stop: WorkspaceProcess['stop'] = async (signal = 'SIGTERM') => {
    const child = running
    running = undefined
    if (!child || child.exitCode !== null) return child?.exitCode ?? null
    const ended = once(child, 'exit')
    child.kill(signal)
    const [code] = (await ended) as [number | null]
    return code
  }
  return {
    folder,
    run,
    runWith,
    stop,
    async write(files) {
      for (const [path, text] of Object.entries(files)) {
        await mkdir(dirname(join(folder, path)), { recursive: true })
        await writeFile(join(folder, path), text)
      }
    },
    async ask<T>(args: readonly string[], expected = 0) {
      const { code, stdout, stderr } = await run(...args, '--json')
      if (code !== expected) throw new Error(`linchpin ${args.join(' ')}: ${code}\n${stderr}`)
      return JSON.parse(stdout) as T
    },
    start: (...options) => startWith({}, ...options),
    startWith,
    async remove() {
      await stop()
      await rm(folder, { recursive: true, force: true })
    },
  }

  async function startWith(
    env: Readonly<Record<string, string>>,
    ...options: string[]
  ): Promise<Addresses> {
    const args = [main, 'start', '--port', '0', '--edge-port', '0', '--json', ...options]
    const child = spawn(process.execPath, args, {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, LOG_LEVEL: 'warn', ...env },
    })
    running = child
    let said = ''
    child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()))
    for await (const line of createInterface({ input: child.stdout })) {
      return JSON.parse(line) as Addresses
    }
    throw new Error(`linchpin start ended before it was ready:\n${said}`)
  }
}
