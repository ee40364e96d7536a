import { printableText } from '../../core/printable.ts'
import { isUnheard } from '../../platform/unheard.ts'
import type { Io } from './command.ts'

/** The parts of a process that its command line speaks through. */
export interface Surroundings extends Pick<NodeJS.Process, 'cwd' | 'env'> {
  readonly stdout: Output
  readonly stderr: Output
}

type Output = Pick<NodeJS.WriteStream, 'on' | 'write' | 'isTTY'>

/** The command line's input and output in a process. */
export function openIo({ stdout, stderr, cwd, env }: Surroundings): Io {
  const out = writerOf(stdout)
  return {
    // A program is given every byte; a terminal obeys some of them.
    out: (text) => out(stdout.isTTY ? printableText(text) : text),
    err: writerOf(stderr),
    isTerminal: stderr.isTTY,
    cwd: cwd(),
    env,
  }
}

/**
 * Whoever reads our output may stop reading (`linchpin report … | head`) or close the terminal. That is no
 * failure, and no reason to end before what the command opened is closed.
 */
function writerOf(output: Output): (text: string) => void {
  let isRead = true
  output.on('error', (error: NodeJS.ErrnoException) => {
    if (!isUnheard(error)) throw error
    isRead = false
  })
  return (text) => {
    if (isRead) output.write(text)
  }
}
