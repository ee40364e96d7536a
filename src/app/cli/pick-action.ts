import { CliError } from './cli-error.ts'
import type { Call } from './command.ts'
import { nearest } from './nearest.ts'

/**
 * The action that a command of several was asked for by its first word.
 * @throws CliError (wrong usage) that says which there are
 */
export function pickAction<A>(
  name: string,
  { words }: Call,
  actions: Readonly<Record<string, A>>,
): A {
  const [word] = words
  const found = word !== undefined && Object.hasOwn(actions, word) ? actions[word] : undefined
  if (found) return found
  const names = Object.keys(actions)
  const meant = word && nearest(word, names)
  const choice = `linchpin ${name} ${names.join('|')}`
  throw new CliError(
    2,
    word === undefined
      ? `say what to do: ${choice}`
      : `there is no '${name} ${word}'${meant ? `; did you mean ${meant}?` : ''}: ${choice}`,
  )
}
