import { CliError } from '../cli-error.ts'
import type { Call, Command, Option } from '../command.ts'
import { reportRowsText } from '../report-rows.ts'
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
  usage: [
    '',
    'NAME [--from DAY] [--to DAY] [--by DIMENSION] [--credit first|last|linear] [--csv]',
    'NAME --rows GROUP --figure COLUMN [--currency EUR]',
  ],
  mostWords: 1,
  about: `Runs a report on everything that has come in. Without a name it lists the reports and what
each may be asked for. With --rows it lists the rows behind a figure instead, which add up to it.`,
  options: {
    ...asks,
    csv: { type: 'boolean', about: 'print the rows as CSV' },
    rows: { type: 'string', value: 'GROUP', about: 'the rows behind a figure of this group' },
    figure: { type: 'string', value: 'COLUMN', about: 'with --rows: the column of the figure' },
    currency: { type: 'string', value: 'CODE', about: 'with --rows: the currency of the figure' },
  },
  run: report,
}

async function report(call: Call): Promise<0> {
  const { words, options, json, io } = call
  const [name] = words
  refuseUnheeded(name, options)
  if (name === undefined) return list(call)
  if (json && options['csv']) throw new CliError(2, 'choose one of --json and --csv')
  const query = Object.fromEntries(Object.keys(asks).map((key) => [key, options[key]])) as Record<
    keyof typeof asks,
    string | undefined
  >
  const given = { params: { name }, query }
  if (options['rows'] !== undefined) return rows(call, given)
  await withClient(call, async (client) => {
    if (json) io.out(`${JSON.stringify(await client.call('runReport', given))}\n`)
    else io.out(await client.call(options['csv'] ? 'reportCsv' : 'reportText', given))
  })
  return 0
}

/** An option that would change nothing is one of which somebody thinks that it does. */
function refuseUnheeded(name: string | undefined, options: Call['options']): void {
  const own = Object.keys(command.options).filter((option) => options[option] !== undefined)
  if (name === undefined) {
    if (own[0] === undefined) return
    const text = `say which report --${own[0]} is for: linchpin report NAME --${own[0]}`
    throw new CliError(2, `${text}; linchpin report lists them`)
  }
  if (options['rows'] !== undefined) {
    if (options['csv']) throw new CliError(2, 'choose one of --csv and --rows')
    return
  }
  const ofRows = ['figure', 'currency'].find((option) => own.includes(option))
  if (ofRows === undefined) return
  const text = `--${ofRows} is of the rows behind a figure; say of which group they are`
  throw new CliError(2, `${text}: linchpin report ${name} --rows GROUP --figure COLUMN`)
}

async function rows(
  call: Call,
  {
    params,
    query,
  }: { params: { name: string }; query: Readonly<Record<string, string | undefined>> },
): Promise<0> {
  const { options, json, io } = call
  const { rows: group, figure: column, currency } = options as Record<string, string | undefined>
  if (column === undefined) {
    throw new CliError(
      2,
      `say which figure: linchpin report ${params.name} --rows ${group} --figure leads`,
    )
  }
  await withClient(call, async (client) => {
    const ask = (after?: string) =>
      client.call('reportRows', {
        params,
        query: { ...query, column, group, currency, after, limit: 1000 },
      })
    const { next, ...answer } = await ask()
    // A program wants all of them; a person does not read further than this.
    for (let after = json ? next : undefined; after !== undefined;) {
      const page = await ask(after)
      answer.rows.push(...page.rows)
      after = page.next
    }
    io.out(json ? `${JSON.stringify(answer)}\n` : reportRowsText(answer))
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
