import { printableText } from '../../core/printable.ts'
import type { Io } from './command.ts'

/** The parts of a process that its command line speaks through. */
export interface Surroundings extends Pick<NodeJS.Process, 'cwd' | 'env'> {
  readonly stdout: Pick<NodeJS.WriteStream, 'on' | 'write' | 'isTTY'>
  readonly stderr: Pick<NodeJS.WriteStream, 'write' | 'isTTY'>
}

/** The command line's input and output in a process. */
export function openIo({ stdout, stderr, cwd, env }: Surroundings): Io {
  // Whoever reads our output may stop reading (`linchpin report … | head`). That is no failure, and no
  // reason to end before what the command opened is closed.
  let isRead = true
  stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
    isRead = false
  })
  return {
    out(text) {
      // A program is given every byte; a terminal obeys some of them.
      if (isRead) stdout.write(stdout.isTTY ? printableText(text) : text)
    },
    err: (text) => void stderr.write(text),
    isTerminal: stderr.isTTY,
    cwd: cwd(),
    env,
  }
}
