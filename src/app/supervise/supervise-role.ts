import { fork, type ChildProcess } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { restart, type RestartPolicy } from '../../core/restart.ts'
import type { Log } from '../../platform/log.ts'
import { RoleError } from './role-error.ts'

export interface RoleOptions {
  /** `app`, `edge`. */
  readonly name: string
  /** The script that lives as this role. */
  readonly entry: URL | string
  /** Added to our own environment. */
  readonly env: Readonly<Record<string, string>>
  readonly log: Log
  /** How it is started again when it dies. */
  readonly backoff?: RestartPolicy
  /** How long it may take to stop before it is killed, in milliseconds. Default 15,000. */
  readonly deadlineMs?: number
  /** How long a role that serves may say nothing before it is killed, in milliseconds. Default 30,000. */
  readonly hangMs?: number
  /** Told at each death of one that dies so often that starting it again does not mend it. */
  readonly onDying?: (dying: Dying) => void
}

/** A role that dies again and again. */
export interface Dying {
  readonly role: string
  /** How often within ten minutes. */
  readonly times: number
  /** How it died the last time. */
  readonly how: string
}

export interface SupervisedRole {
  /** Settles when it serves for the first time. Fails with a RoleError when it dies before that; then it is not tried again. */
  readonly ready: Promise<void>
  /** The process that is the role now; undefined between two. */
  readonly pid: () => number | undefined
  /** Asks it to stop, kills it at the deadline, and returns when nothing of it runs. */
  stop(): Promise<void>
}

/** What a role says to its parent: that it serves, that it still turns, or why it cannot serve. */
export type RoleMessage =
  { readonly ready: true } | { readonly alive: true } | { readonly failed: string }

const calmly: RestartPolicy = { baseMs: 200, capMs: 10_000, calmMs: 60_000 }
/** A death that one restart mends is the log's; so many within so long are a person's. */
const patience = { deaths: 3, withinMs: 600_000 }

/** Runs a role as a process of its own, and starts it again whenever it dies after it once served. */
export function superviseRole(options: RoleOptions): SupervisedRole {
  const { name, log, backoff = calmly, deadlineMs = 15_000, onDying } = options
  const halt = new AbortController()
  const asked = () => halt.signal.aborted
  let child: ChildProcess | undefined
  const ready = Promise.withResolvers<void>()
  ready.promise.catch(() => {})

  const life = async (): Promise<{ served: boolean; how: string }> => {
    const run = runOnce(options)
    child = run.child
    void run.ready.then((serves) => serves && ready.resolve())
    const end = await run.ended
    child = undefined
    const served = await run.ready
    const how = end.failed ?? end.how
    if (asked()) return { served, how }
    if (!served) ready.reject(new RoleError(name, how))
    log.error({ role: name, how: end.how, served }, 'a role died')
    return { served, how }
  }
  const kept = (async () => {
    let served = false
    let recent: Date[] = []
    for (let deaths = 0; !asked();) {
      const startedAt = new Date()
      const lived = await life()
      served ||= lived.served
      if (asked() || !served) return
      const now = new Date()
      recent = [...recent.filter((at) => now.getTime() - at.getTime() < patience.withinMs), now]
      const times = recent.length
      if (times >= patience.deaths) onDying?.({ role: name, times, how: lived.how })
      const next = restart(backoff, { deaths, startedAt, now })
      deaths = next.deaths
      await sleep(next.waitMs, undefined, { signal: halt.signal }).catch(() => {})
    }
  })()

  return {
    ready: ready.promise,
    pid: () => child?.pid,
    async stop() {
      halt.abort()
      ready.reject(new RoleError(name, 'it was told to stop'))
      child?.kill('SIGTERM')
      const deadline = new AbortController()
      const late = sleep(deadlineMs, 'late', { signal: deadline.signal }).catch(() => undefined)
      if ((await Promise.race([kept, late])) === 'late') {
        log.warn({ role: name, deadlineMs }, 'a role does not stop: it is killed')
        child?.kill('SIGKILL')
        await kept
      }
      deadline.abort()
    },
  }
}

interface Run {
  readonly child: ChildProcess
  /** Whether it came to serve; settled at its end at the latest. */
  readonly ready: Promise<boolean>
  readonly ended: Promise<{ how: string; failed: string | undefined }>
}

function runOnce(options: RoleOptions): Run {
  const { entry, env } = options
  const child = fork(entry, {
    env: { ...process.env, ...env },
    execArgv: [],
    // A group of its own: Ctrl-C reaches only us, and we stop the roles in their order.
    detached: true,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  let failed: string | undefined
  const ready = Promise.withResolvers<boolean>()
  const ended = Promise.withResolvers<{ how: string; failed: string | undefined }>()
  const watch = watchForSilence(options, child)
  const end = (how: string): void => {
    watch.end()
    ready.resolve(false)
    ended.resolve({ how: watch.hung() ? 'it hung and was killed' : how, failed })
  }
  child.on('message', (message: RoleMessage) => {
    watch.heard()
    if ('ready' in message) ready.resolve(true)
    else if ('failed' in message) failed = message.failed
  })
  child.once('error', (error) => end(error.message))
  child.once('exit', (code, signal) =>
    end(signal ? `it was ended by ${signal}` : `it ended with code ${code}`),
  )
  return { child, ready: ready.promise, ended: ended.promise }
}

/**
 * Kills a role that has begun to talk and falls silent: it hangs. Silence is counted in looks, not in
 * time, so that a parent that was itself stopped does not blame its children on waking.
 */
function watchForSilence({ name, log, hangMs = 30_000 }: RoleOptions, child: ChildProcess) {
  const looks = 6
  let silent: number | undefined
  let hung = false
  const timer = setInterval(() => {
    if (silent === undefined || ++silent < looks) return
    log.error({ role: name, hangMs }, 'a role hangs: it is killed')
    silent = undefined
    hung = true
    child.kill('SIGKILL')
  }, hangMs / looks)
  return {
    heard: (): void => void (silent = 0),
    hung: () => hung,
    end: (): void => clearInterval(timer),
  }
}
