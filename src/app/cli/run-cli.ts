import { printableText } from '../../core/printable.ts'
import { WorkspaceError } from '../load-workspace/finding.ts'
import { printFinding } from '../load-workspace/print-finding.ts'
import { version } from '../version.ts'
import { CliError } from './cli-error.ts'
import type { Io } from './command.ts'
import { commands } from './commands.ts'
import { commandHelp, overview } from './help.ts'
import { explainError } from './explain-error.ts'
import { nearest } from './nearest.ts'
import { parseCall } from './parse-call.ts'
import { refuseFurtherWords } from './refuse-further-words.ts'

/**
 * Runs one command line.
 * @returns the exit code: 0 done, 1 found problems, 2 wrong usage
 */
export async function runCli(args: readonly string[], io: Io): Promise<0 | 1 | 2> {
  try {
    return await dispatch(args, io)
  } catch (error) {
    if (error instanceof WorkspaceError) {
      printError(io, args, error.findings.map((each) => printFinding(each, io.cwd)).join('\n'))
      return 1
    }
    const explained = explainError(error)
    if (explained) {
      printError(io, args, explained.print)
      return explained.exitCode
    }
    const stack = error instanceof Error ? error.stack : String(error)
    io.err(`${stack}\n\nThis is a bug in Linchpin. Please report it with the lines above.\n`)
    return 1
  }
}

async function dispatch(args: readonly string[], io: Io): Promise<0 | 1> {
  const [name, ...rest] = args
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    io.out(overview())
    return 0
  }
  if (name === '--version') {
    io.out(`${version}\n`)
    return 0
  }
  const entry = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (!entry) {
    const meant = nearest(name, Object.keys(commands))
    throw new CliError(
      2,
      `there is no command '${name}'${meant ? `; did you mean ${meant}?` : ''}\nSee linchpin --help`,
    )
  }
  const { command } = await entry.load()
  const call = parseCall(name, command, rest, io)
  if (call.options['help']) {
    io.out(commandHelp(name, command))
    return 0
  }
  refuseFurtherWords(name, command, call)
  return command.run(call)
}

/** Programs that asked for JSON get their errors as JSON too, in the same place as people: stderr. */
function printError(io: Io, args: readonly string[], text: string): void {
  const said = args.includes('--json') ? JSON.stringify({ error: text }) : printableText(text)
  io.err(`${said}\n`)
}
