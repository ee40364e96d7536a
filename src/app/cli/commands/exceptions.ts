import type { AnswerOf, Api } from '../../api.ts'
import type { Client } from '../../client/client.ts'
import { CliError } from '../cli-error.ts'
import type { Call, Command } from '../command.ts'
import { pickAction } from '../pick-action.ts'
import { readId } from '../read-id.ts'
import { table } from '../table.ts'
import { withClient } from '../with-client.ts'

/** `linchpin exceptions`: the desk. */
export const command: Command = {
  usage: [
    'list [--state open|resolved] [--owner NAME] [--contract NAME] [--search WORDS]',
    'show ID',
    'assign ID --owner NAME',
    'comment ID --note TEXT',
    'resolve ID --reason TEXT',
    'reopen ID',
    'replay ID [--dry-run]',
    'dismiss ID --reason TEXT',
  ],
  mostWords: {
    list: 0,
    show: 1,
    assign: 1,
    comment: 1,
    resolve: 1,
    reopen: 1,
    replay: 1,
    dismiss: 1,
  },
  about: `The desk: what failed and needs a person. Records that were refused are held back under
their exception: replay puts them through the door again, under the contract of today;
dismiss leaves them out for good, also when the contract would take them later. Resolve takes
an exception off the desk: what is still held under it stays held, and is back at the desk
under a new number when it comes again.
Assign gives it to another owner, comment writes into its history, and reopen puts back
what was resolved too soon.`,
  options: {
    state: { type: 'string', choices: ['open', 'resolved'], about: 'default: open' },
    owner: { type: 'string', value: 'NAME', about: 'only those of this owner; who gets it' },
    contract: { type: 'string', value: 'NAME', about: 'only those of this contract' },
    search: { type: 'string', value: 'WORDS', about: 'only those that hold all these words' },
    note: { type: 'string', value: 'TEXT', about: 'what to write into the history' },
    reason: { type: 'string', value: 'TEXT', about: 'why; it is kept with the exception' },
    'dry-run': { type: 'boolean', about: 'say what a replay would do, and do nothing' },
  },
  run: (call) => {
    const action = pickAction('exceptions', call, actions)
    return withClient(call, (client) => action(call, client))
  },
}

type Action = (call: Call, client: Client) => Promise<0 | 1>

const actions: Readonly<Record<string, Action>> = {
  async list({ options, json, io }, client) {
    const { owner, contract, search } = options as Record<string, string | undefined>
    const state = options['state'] === 'resolved' ? 'resolved' : 'open'
    const ask = (after?: string) =>
      client.call('listExceptions', {
        query: { state, owner, contract, search, after, limit: 500 },
      })
    const answer = await ask()
    const { exceptions } = answer
    // A program wants all of them; a person narrows the list.
    for (let after = json ? answer.next : undefined; after !== undefined;) {
      const page = await ask(after)
      exceptions.push(...page.exceptions)
      after = page.next
    }
    io.out(json ? line({ exceptions }) : listText(answer))
    return 0
  },
  async show({ words, json, io }, client) {
    const id = readId(words[1], 'linchpin exceptions show 3')
    const exception = await client.call('showException', { params: { id } })
    const { records } = await client.call('listHeld', { query: { exception: id, limit: 3 } })
    io.out(json ? line({ ...exception, records }) : showText(exception, records))
    return 0
  },
  async assign({ words, options, json, io }, client) {
    const id = readId(words[1], 'linchpin exceptions assign 3 --owner NAME')
    const owner = readText(options, 'owner', `say whose it is: linchpin exceptions assign ${id}`)
    const answer = await client.call('assignException', { params: { id }, body: { owner } })
    io.out(json ? line(answer) : `Gave exception ${id} to ${owner}\n`)
    return 0
  },
  async comment({ words, options, json, io }, client) {
    const id = readId(words[1], 'linchpin exceptions comment 3 --note "…"')
    const note = readText(options, 'note', `say what: linchpin exceptions comment ${id}`)
    const answer = await client.call('commentException', { params: { id }, body: { note } })
    io.out(json ? line(answer) : `Wrote it into the history of exception ${id}\n`)
    return 0
  },
  async reopen({ words, json, io }, client) {
    const id = readId(words[1], 'linchpin exceptions reopen 3')
    const answer = await client.call('reopenException', { params: { id } })
    io.out(json ? line(answer) : `Exception ${id} is open again\n`)
    return 0
  },
  async resolve({ words, options, json, io }, client) {
    const id = readId(words[1], 'linchpin exceptions resolve 3 --reason "…"')
    const reason = readReason(options, `linchpin exceptions resolve ${id}`)
    const answer = await client.call('resolveException', { params: { id }, body: { reason } })
    io.out(json ? line(answer) : resolvedText(answer))
    return 0
  },
  async replay({ words, options, json, io }, client) {
    const exception = readId(words[1], 'linchpin exceptions replay 3')
    await client.call('showException', { params: { id: exception } })
    if (options['dry-run']) {
      const preview = await client.call('previewReplay', { query: { exception } })
      const { land, filter, stay } = preview
      const text = `${land} would land, ${filter} would be filtered, ${stay} would stay held\n`
      io.out(json ? line(preview) : text)
      return stay > 0 ? 1 : 0
    }
    const answer = await client.call('replay', { body: { exception } })
    io.out(json ? line(answer) : replayText(answer))
    return answer.stayed + answer.heldAgain > 0 ? 1 : 0
  },
  async dismiss({ words, options, json, io }, client) {
    const exception = readId(words[1], 'linchpin exceptions dismiss 3 --reason "…"')
    const reason = readReason(options, `linchpin exceptions dismiss ${exception}`)
    await client.call('showException', { params: { id: exception } })
    const answer = await client.call('dismiss', { body: { exception, reason } })
    io.out(json ? line(answer) : `Left out ${answer.dismissed} records for good\n`)
    return 0
  },
}

const line = (answer: unknown): string => `${JSON.stringify(answer)}\n`

const readReason = (options: Call['options'], example: string): string =>
  readText(options, 'reason', `say why: ${example}`)

function readText(options: Call['options'], name: string, explain: string): string {
  const text = options[name]
  if (typeof text === 'string' && text.trim()) return text
  throw new CliError(2, `${explain} --${name} "…"`)
}

function listText({ exceptions, next }: AnswerOf<Api['listExceptions']>): string {
  if (exceptions.length === 0) return 'The desk is empty\n'
  const rows = exceptions.map((each) => [
    String(each.id),
    each.dueAt.slice(0, 16),
    each.owner,
    each.mode,
    String(each.occurrences),
    each.title,
  ])
  const more = next ? 'There are more; narrow the list with --owner or --contract\n' : ''
  return `${table(['id', 'due', 'owner', 'mode', 'times', 'what'], rows, [0, 4])}${more}`
}

function showText(
  exception: AnswerOf<Api['showException']>,
  records: AnswerOf<Api['listHeld']>['records'],
): string {
  const { id, title, mode, contract, state, owner, route, dueAt, occurrences, held } = exception
  const lines = [
    `Exception ${id}: ${title}`,
    `  ${mode}${contract ? ` under ${contract}` : ''}, ${state}, seen ${occurrences} times`,
    `  for ${owner} (${route}), due ${dueAt.slice(0, 16)}`,
    ...(exception.suggestion ? [`  do first: ${exception.suggestion.words}`] : []),
    `  records: ${held.held} held, ${held.replayed} replayed, ${held.dismissed} dismissed`,
    ...Object.entries(exception.detail).map(([name, value]) => `  ${name}: ${inOneLine(value)}`),
    ...(records.length > 0 ? ['Held, the first of them:'] : []),
    ...records.map((each) => `  ${each.id} ${each.reason}\n    ${inOneLine(each.start)}`),
    'What happens next:',
    ...exception.next.map(({ at, words }) => `  ${at ? `${at.slice(0, 16)} ` : ''}${words}`),
    'History:',
    ...exception.history.map(
      ({ at, kind, by, note }) => `  ${at.slice(0, 16)} ${kind}${by ? ` by ${by}` : ''}: ${note}`,
    ),
  ]
  return `${lines.join('\n')}\n`
}

const longestLine = 200

function inOneLine(value: unknown): string {
  const text = (typeof value === 'string' ? value : JSON.stringify(value)).replace(/\s+/g, ' ')
  return text.length > longestLine ? `${text.slice(0, longestLine)} …` : text
}

function resolvedText({ id, held }: AnswerOf<Api['resolveException']>): string {
  const stays = held === 1 ? '1 record stays held' : `${held} records stay held`
  return held === 0
    ? `Resolved exception ${id}\n`
    : `Resolved exception ${id}; ${stays} under it: linchpin exceptions replay ${id}, or dismiss ${id}\n`
}

function replayText(answer: AnswerOf<Api['replay']>): string {
  const { looked, landed, duplicate, filtered, heldAgain, stayed, resolved } = answer
  const still = stayed + heldAgain
  return (
    `${looked} records: ${landed} landed, ${duplicate} held already, ${filtered} filtered, ${still} still held\n` +
    resolved.map((id) => `Exception ${id} is resolved\n`).join('')
  )
}
