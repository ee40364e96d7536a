import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

/** A process of this folder that says on which port it listens, and ends when it is left. */
export async function startProcess(file: string, ...args: readonly string[]) {
  const child: ChildProcess = fork(join(import.meta.dirname, file), args)
  const [{ port }] = (await once(child, 'message')) as [{ port: number }]
  return {
    port,
    async stop() {
      const ended = once(child, 'exit')
      child.disconnect()
      await ended
    },
  }
}
