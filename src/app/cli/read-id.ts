import { CliError } from './cli-error.ts'

/**
 * A number that names something, as it was written on the command line.
 * @param example the command with a number, for whoever left it out
 */
export function readId(word: string | undefined, example: string): number {
  const id = Number(word)
  if (!word || !Number.isSafeInteger(id) || id < 1) {
    throw new CliError(
      2,
      word ? `'${word}' is no number: ${example}` : `name it by its number: ${example}`,
    )
  }
  return id
}
