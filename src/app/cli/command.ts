/** Where a command reads from and writes to; tests pass their own. */
export interface Io {
  readonly out: (text: string) => void
  readonly err: (text: string) => void
  /** Whether a person watches: progress is then drawn, not listed. */
  readonly isTerminal: boolean
  readonly cwd: string
  readonly env: Readonly<Record<string, string | undefined>>
}

export interface Option {
  readonly type: 'string' | 'boolean'
  readonly about: string
  /** What stands for the value in the help: `DIR`, `a|b`. */
  readonly value?: string
  /** The only values that are allowed. */
  readonly choices?: readonly string[]
}

/** A command that was called, with what was written after it. */
export interface Call {
  readonly words: readonly string[]
  readonly options: Readonly<Record<string, string | boolean | undefined>>
  /** The workspace's folder, absolute. */
  readonly workspace: string
  readonly json: boolean
  readonly io: Io
}

export interface Command {
  /** What may stand after the command's name, a line each: `list [--state open|resolved]`. */
  readonly usage: readonly string[]
  /** How many words may stand after its name; of a command with actions, after each of them. */
  readonly mostWords: number | Readonly<Record<string, number>>
  /** What it does, as a paragraph. */
  readonly about: string
  readonly options: Readonly<Record<string, Option>>
  /** The environment variables that it reads, with what each says. */
  readonly environment?: Readonly<Record<string, string>>
  /**
   * @returns the exit code: 0 done, 1 found problems
   * @throws CliError with what the user must know
   */
  readonly run: (call: Call) => Promise<0 | 1>
}

/** The options that every command has. */
export const commonOptions: Readonly<Record<string, Option>> = {
  workspace: { type: 'string', value: 'DIR', about: 'the workspace; default: this folder' },
  json: { type: 'boolean', about: 'print JSON for programs' },
  help: { type: 'boolean', about: 'print this' },
}
