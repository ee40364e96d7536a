/** Exit codes of every command: 1 found problems, 2 wrong usage; 0 is done. */
export type FailureCode = 1 | 2

/**
 * Everything that a user may see when a command fails: what is wrong and what to do next. Any other
 * error is a bug, and prints its stack.
 */
export class CliError extends Error {
  override name = 'CliError'
  readonly exitCode: FailureCode
  readonly print: string

  constructor(exitCode: FailureCode, print: string, options?: ErrorOptions) {
    super(print, options)
    this.exitCode = exitCode
    this.print = print
  }
}
