import { CliError } from '../cli-error.ts'
import type { Call, Command, Option } from '../command.ts'
import { table } from '../table.ts'
import { withClient } from '../with-client.ts'

const asks = {
  from: { type: 'string', value: 'DAY', about: 'from this day or moment on: 2026-05-04' },
  to: { type: 'string', value: 'DAY', about: 'up to, and without, this day or moment' },
  by: { type: 'string', value: 'DIMENSION', about: 'group by channel, campaign, landingPage, …' },
  credit: { type: 'string', value: 'first|last|linear', about: 'which touches are credited' },
  lookback: { type: 'string', value: 'DAYS', about: 'how many days back a touch may lie' },
  of: { type: 'string', value: 'NAME', about: 'the experiment or contract that it is about' },
} satisfies Record<string, Option>

/** `linchpin report`: asks the facts. */
export const command: Command = {
  usage: ['', 'NAME [--from DAY] [--to DAY] [--by DIMENSION] [--credit first|last|linear] [--csv]'],
  about: `Runs a report on everything that has come in. Without a name it lists the reports and what
each may be asked for.`,
  options: { ...asks, csv: { type: 'boolean', about: 'print the rows as CSV' } },
  run: report,
}

async function report(call: Call): Promise<0> {
  const { words, options, json, io } = call
  const [name, ...more] = words
  if (more.length > 0) throw new CliError(2, `one report at a time: linchpin report ${name}`)
  if (name === undefined) return list(call)
  if (json && options['csv']) throw new CliError(2, 'choose one of --json and --csv')
  const query = Object.fromEntries(Object.keys(asks).map((key) => [key, options[key]])) as Record<
    keyof typeof asks,
    string | undefined
  >
  const given = { params: { name }, query }
  await withClient(call, async (client) => {
    if (json) io.out(`${JSON.stringify(await client.call('runReport', given))}\n`)
    else io.out(await client.call(options['csv'] ? 'reportCsv' : 'reportText', given))
  })
  return 0
}

async function list(call: Call): Promise<0> {
  await withClient(call, async (client) => {
    const answer = await client.call('listReports')
    const rows = answer.reports.map(({ name, title, takes }) => [
      name,
      title,
      [
        ...(takes.period ? ['--from --to'] : []),
        ...(takes.by ? [`--by ${takes.by.join('|')}`] : []),
        ...(takes.credit ? ['--credit --lookback'] : []),
        ...(takes.of ? ['--of'] : []),
      ].join(' '),
    ])
    const text = table(['report', 'what it answers', 'takes'], rows)
    call.io.out(call.json ? `${JSON.stringify(answer)}\n` : text)
  })
  return 0
}
