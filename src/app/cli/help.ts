import { commonOptions, type Command } from './command.ts'
import { commands } from './commands.ts'

const columns = (rows: readonly (readonly [string, string])[]): string => {
  const width = Math.max(...rows.map(([left]) => left.length))
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`).join('\n')
}

/** What `linchpin --help` prints. */
export function overview(): string {
  const rows = Object.entries(commands).map(([name, { summary }]) => [name, summary] as const)
  return `Linchpin, the marketing operating system

Usage: linchpin COMMAND [--workspace DIR] [--json] [--help]

${columns(rows)}

linchpin COMMAND --help says more about each.
Exit codes: 0 done, 1 found problems, 2 wrong usage.
`
}

/** What `linchpin COMMAND --help` prints. */
export function commandHelp(
  name: string,
  { usage, about, options, environment = {} }: Command,
): string {
  const rows = Object.entries({ ...options, ...commonOptions }).map(
    ([key, { value, choices, about: what }]) => {
      const shown = value ?? choices?.join('|')
      return [`--${key}${shown ? ` ${shown}` : ''}`, what] as const
    },
  )
  const lines = usage.map((line) => `linchpin ${name}${line ? ` ${line}` : ''}`)
  const variables = Object.entries(environment)
  const also = variables.length > 0 ? `\nEnvironment:\n${columns(variables)}\n` : ''
  return `Usage: ${lines.join('\n       ')}\n\n${about}\n\n${columns(rows)}\n${also}`
}
