import type { Io } from './command.ts'

export interface ProgressDisplay {
  /** Shows the line in the place of the one before; where nobody watches, only now and then. */
  readonly show: (line: string) => void
  /** Takes the line away. */
  readonly clear: () => void
}

const everyMs = 5_000

/** Draws progress on a terminal as one line that changes, and elsewhere writes a line every few seconds. */
export function showProgress(
  { err, isTerminal }: Io,
  now: () => number = Date.now,
): ProgressDisplay {
  let shownAt = now()
  return {
    show(line) {
      if (isTerminal) return err(`\r\u001b[2K${line}`)
      if (now() - shownAt < everyMs) return
      shownAt = now()
      err(`${line}\n`)
    },
    clear() {
      if (isTerminal) err('\r\u001b[2K')
    },
  }
}
