import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'

/**
 * What tells a process from a later one with the same number: when it was started. Undefined when no
 * process has the number, or only a dead one that its parent has not yet buried.
 */
export async function processIdentity(pid: number): Promise<string | undefined> {
  if (process.platform !== 'linux') return identityFromPs(pid)
  try {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8')
    // The name in parentheses may itself hold spaces and parentheses; the fields begin after the last.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return fields[0] === 'Z' || fields[0] === 'X' ? undefined : fields[19]
  } catch {
    return undefined
  }
}

/** The command line of a process, for people to read. Undefined when it cannot be told. */
export async function processCommand(pid: number): Promise<string | undefined> {
  try {
    if (process.platform !== 'linux') return (await ps(pid, 'command')) || undefined
    const line = await readFile(`/proc/${pid}/cmdline`, 'utf8')
    return line.replaceAll('\0', ' ').trim() || undefined
  } catch {
    return undefined
  }
}

/** When a process was started, to the second. Undefined when it cannot be told. */
export async function processStart(pid: number): Promise<Date | undefined> {
  const identity = await processIdentity(pid)
  if (identity === undefined) return undefined
  if (process.platform !== 'linux') return new Date(identity)
  const text = await readFile('/proc/stat', 'utf8').catch(() => '')
  const boot = Number(/^btime (\d+)$/m.exec(text)?.[1])
  return boot ? new Date((boot + Number(identity) / ticksPerSecond) * 1_000) : undefined
}

/** The unit of times in /proc, the same on every Linux. */
const ticksPerSecond = 100

async function identityFromPs(pid: number): Promise<string | undefined> {
  try {
    const [state, ...started] = (await ps(pid, 'state=,lstart')).split(/\s+/)
    return state?.startsWith('Z') ? undefined : started.join(' ') || undefined
  } catch {
    return undefined
  }
}

const run = promisify(execFile)

async function ps(pid: number, fields: string): Promise<string> {
  const { stdout } = await run('ps', ['-o', `${fields}=`, '-p', String(pid)])
  return stdout.trim()
}
