import { CliError } from './cli-error.ts'
import type { Call, Command } from './command.ts'

/**
 * Refuses words that a command would not look at: whoever wrote them thinks that they do something.
 * @throws CliError (wrong usage) that names the first of them and says what to write
 */
export function refuseFurtherWords(
  name: string,
  { usage, mostWords }: Command,
  { words }: Call,
): void {
  const [action = ''] = words
  const hasActions = typeof mostWords !== 'number'
  // An action that there is not is refused by the command, which knows which are.
  if (hasActions && !Object.hasOwn(mostWords, action)) return
  const most = hasActions ? 1 + mostWords[action]! : mostWords
  const further = words[most]
  if (further === undefined) return
  const line = usage.find((each) => (hasActions ? each.split(' ')[0] === action : each !== ''))
  const instead =
    most === 0
      ? `; if it is the workspace: linchpin ${name} --workspace ${further}`
      : `: linchpin ${name} ${line}`
  throw new CliError(2, `'${further}' is a word too many${instead}`)
}
