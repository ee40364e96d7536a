import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { onTestFinished } from 'vitest'

/** A process of our own that a test kills, stops and listens to. */
export interface Child {
  readonly pid: number
  /** All lines that it has printed. */
  readonly lines: readonly string[]
  /** Waits for a line that begins so, at once if it was printed already. */
  says(start: string): Promise<string>
  kill(signal: NodeJS.Signals): void
  /** Its exit code, or the signal that ended it. */
  readonly ended: Promise<number | NodeJS.Signals>
}

/** Runs a script of this folder. It is killed at the end of the test, if it still runs. */
export function runChild(
  script: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Child {
  const child = spawn(process.execPath, [join(import.meta.dirname, script), ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...env },
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  const lines: string[] = []
  const heard = createInterface(child.stdout)
  heard.on('line', (line) => lines.push(line))
  const ended = once(child, 'exit').then(
    ([code, signal]) => (signal ?? code) as number | NodeJS.Signals,
  )
  return {
    pid: child.pid!,
    lines,
    ended,
    kill: (signal) => void child.kill(signal),
    async says(start) {
      for (;;) {
        const found = lines.find((line) => line.startsWith(start))
        if (found !== undefined) return found
        await once(heard, 'line')
      }
    },
  }
}
