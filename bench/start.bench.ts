import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { openLog } from '../src/platform/log.ts'
import { startPostgres } from '../src/platform/postgres/index.ts'
import { benchPlace } from './harness/bench-place.ts'
import type { Bench, Reading } from './harness/bench.ts'

const root = join(import.meta.dirname, '..')
/** Long enough for what starting left behind to be collected. */
const idleMs = 12_000

/**
 * How long `npm start` takes on a new, empty workspace, the packages and the admin being there, and what
 * the roles hold when nothing happens.
 */
export const bench: Bench = {
  name: 'start',
  unit: 'ms',
  better: 'lower',
  baselineName: 'a new PostgreSQL alone, from nothing to its first answer',
  rounds: 3,
  bar: { figure: 8_000, also: { 'both roles, idle, MB': 400 } },
  async prepare(say) {
    say('building the admin, as the first start does …')
    execFileSync(process.execPath, [join(root, 'scripts/build-admin.mjs')], { stdio: 'ignore' })
    const place = await benchPlace()
    let round = 0
    const fresh = async (): Promise<string> => {
      const folder = join(place.folder, `round-${(round += 1)}`)
      await mkdir(folder, { mode: 0o755 })
      return folder
    }
    return {
      subject: async () => measureStart(await fresh()),
      async baseline(): Promise<Reading> {
        const folder = await fresh()
        const started = performance.now()
        const log = openLog({ name: 'bench', level: 'error' })
        const postgres = await startPostgres({ folder, log })
        const figure = performance.now() - started
        await postgres.stop()
        return { figure }
      },
      close: place.close,
    }
  },
}

async function measureStart(folder: string): Promise<Reading> {
  const config = `import { defineWorkspace } from 'linchpin'\nexport default defineWorkspace({ name: 'empty' })\n`
  await writeFile(join(folder, 'linchpin.config.ts'), config)
  const started = performance.now()
  const args = ['start', '--', '--workspace', folder, '--port', '0', '--edge-port', '0']
  const child = spawn('npm', args, { cwd: root, stdio: ['ignore', 'pipe', 'ignore'] })
  await untilReady(child)
  const figure = performance.now() - started
  await sleep(idleMs)
  const megabytes = residentMegabytes(child.pid!)
  const exited = once(child, 'exit')
  child.kill('SIGTERM')
  await exited
  await rm(folder, { recursive: true })
  return { figure, also: { 'both roles, idle, MB': megabytes } }
}

async function untilReady(child: ChildProcess): Promise<void> {
  const ready = Promise.withResolvers<void>()
  let said = ''
  child.stdout!.on('data', (chunk: Buffer) => {
    said += chunk.toString()
    if (said.includes('Linchpin ready')) ready.resolve()
  })
  child.once('exit', () => ready.reject(new Error(`npm start ended:\n${said}`)))
  await ready.promise
}

/** The resident memory of the two role processes among what a process has started. */
function residentMegabytes(parent: number): number {
  const processes = execFileSync('ps', ['-eo', 'pid=,ppid=,rss=,args='], { encoding: 'utf8' })
    .split('\n')
    .map((line) => /^\s*(\d+)\s+(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [])
    .map(([, pid, from, kilobytes, args = '']) => ({
      pid: Number(pid),
      from: Number(from),
      kilobytes: Number(kilobytes),
      args,
    }))
  const below = (id: number): typeof processes =>
    processes.filter(({ from }) => from === id).flatMap((each) => [each, ...below(each.pid)])
  const roles = below(parent).filter(({ args }) => args.includes('-role.'))
  if (roles.length !== 2) throw new Error(`there are ${roles.length} role processes, not two`)
  return roles.reduce((sum, { kilobytes }) => sum + kilobytes, 0) / 1_024
}
