import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { CliError } from './cli-error.ts'
import { commonOptions, type Call, type Command, type Io, type Option } from './command.ts'
import { nearest } from './nearest.ts'

/**
 * Reads what was written after a command's name.
 * @throws CliError (wrong usage) that names the option and, where one is near, what was meant
 */
export function parseCall(name: string, command: Command, args: readonly string[], io: Io): Call {
  const known: Record<string, Option> = { ...command.options, ...commonOptions }
  const { positionals, tokens } = parseArgs({
    args: [...args],
    options: Object.fromEntries(Object.entries(known).map(([key, { type }]) => [key, { type }])),
    strict: false,
    allowPositionals: true,
    tokens: true,
  })
  const options: Record<string, string | boolean> = {}
  for (const token of tokens) {
    if (token.kind !== 'option') continue
    options[token.name] = readOption(name, known, token)
  }
  return {
    words: positionals,
    options,
    workspace: resolve(io.cwd, String(options['workspace'] ?? '.')),
    json: options['json'] === true,
    io,
  }
}

function readOption(
  name: string,
  known: Readonly<Record<string, Option>>,
  token: { readonly name: string; readonly rawName: string; readonly value?: string | undefined },
): string | boolean {
  const option = Object.hasOwn(known, token.name) ? known[token.name] : undefined
  const wrong = (text: string) =>
    new CliError(2, `linchpin ${name}: ${text}\nSee linchpin ${name} --help`)
  if (!option) {
    const meant = nearest(token.name, Object.keys(known))
    throw wrong(`there is no option ${token.rawName}${meant ? `; did you mean --${meant}?` : ''}`)
  }
  if (option.type === 'boolean') {
    if (token.value !== undefined) throw wrong(`${token.rawName} takes no value`)
    return true
  }
  if (token.value === undefined || token.value.startsWith('--')) {
    throw wrong(`${token.rawName} needs a value: ${token.rawName} ${option.value ?? 'TEXT'}`)
  }
  if (option.choices && !option.choices.includes(token.value)) {
    throw wrong(`${token.rawName} ${token.value}: write one of ${option.choices.join(', ')}`)
  }
  return token.value
}
