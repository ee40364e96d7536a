import { printableLine } from '../../../core/printable.ts'
import type { AnswerOf, Api } from '../../api.ts'
import type { Client } from '../../client/client.ts'
import { findRunning } from '../../client/find-running.ts'
import { stateFolderOf } from '../../load-workspace/load-workspace.ts'
import { shownUrl } from '../../shown-url.ts'
import { CliError } from '../cli-error.ts'
import type { Call, Command } from '../command.ts'
import { nearest } from '../nearest.ts'
import { pickAction } from '../pick-action.ts'
import { table } from '../table.ts'
import { withClient } from '../with-client.ts'

const roles = ['owner', 'operator', 'editor', 'viewer'] as const

/** `linchpin people`: who may sign in, and links for who cannot. */
export const command: Command = {
  usage: ['list', 'link EMAIL', `invite EMAIL --role ${roles.join('|')}`],
  mostWords: { list: 0, link: 1, invite: 1 },
  about: `Who may sign in. Link prints a link on which somebody who cannot sign in any more chooses a
new password or passkey; what they signed in by before works no more. Invite prints one on
which somebody joins. Either works once (a link for a day, an invite for a week), and the
next for the same person replaces it. Whoever has it is let in: give it to nobody else.`,
  options: {
    role: { type: 'string', choices: roles, about: 'what an invited person may do' },
  },
  run: (call) => {
    const action = pickAction('people', call, actions)
    return withClient(call, (client) => action(call, client))
  },
}

type Action = (call: Call, client: Client) => Promise<0 | 1>
type People = AnswerOf<Api['listPeople']>['people']

const actions: Readonly<Record<string, Action>> = {
  async list({ json, io }, client) {
    const answer = await client.call('listPeople')
    io.out(json ? `${JSON.stringify(answer)}\n` : listText(answer.people))
    return 0
  },
  async link(call, client) {
    const email = readEmail(call, 'linchpin people link ada@example.com')
    const { people } = await client.call('listPeople')
    const person = find(people, email)
    const { path, expiresAt } = await client.call('makePasswordLink', { params: { id: person.id } })
    await print(call, { email, path, expiresAt })
    if (!call.json && person.suspendedAt) {
      call.io.err(
        `${printableLine(person.name)} is suspended, and must be restored before they can sign in.\n`,
      )
    }
    return 0
  },
  async invite(call, client) {
    const example = 'linchpin people invite ada@example.com --role viewer'
    const email = readEmail(call, example)
    const role = roles.find((each) => each === call.options['role'])
    if (!role) throw new CliError(2, `say what they may do: ${example} (or ${roles.join(', ')})`)
    const { path, expiresAt } = await client.call('createInvite', { body: { email, role } })
    await print(call, { email, path, expiresAt })
    return 0
  },
}

/** As addresses are kept: in lower case. */
function readEmail({ words }: Call, example: string): string {
  const email = words[1]?.trim().toLowerCase()
  if (!email) throw new CliError(2, `say whom, by their e-mail address: ${example}`)
  return email
}

function find(people: People, email: string): People[number] {
  const person = people.find((each) => each.email === email)
  if (person) return person
  const addresses = people.flatMap((each) => each.email ?? [])
  const meant = nearest(email, addresses)
  throw new CliError(
    1,
    addresses.length === 0
      ? 'nobody may sign in yet: linchpin start prints the link of the first owner'
      : `nobody here has the address ${email}${meant ? `; did you mean ${meant}?` : ': see linchpin people list'}`,
  )
}

interface Made {
  readonly email: string
  readonly path: string
  readonly expiresAt: string
}

/** The link alone goes to stdout, so that it can be piped; the rest is for who reads along. */
async function print({ workspace, json, io }: Call, { path, ...made }: Made): Promise<void> {
  const running = await findRunning(stateFolderOf(workspace))
  const usual = `http://127.0.0.1:${io.env['LINCHPIN_PORT'] ?? 4400}`
  const link = new URL(path, running?.shownUrl ?? shownUrl(io.env, usual)).href
  if (json) return io.out(`${JSON.stringify({ ...made, link })}\n`)
  io.out(`${link}\n`)
  const until = made.expiresAt.slice(0, 16).replace('T', ' ')
  io.err(`For ${made.email}. It works once, until ${until} UTC, and is not shown again.\n`)
  if (!running)
    io.err('Linchpin does not run: the link opens once linchpin start has said ready.\n')
}

function listText(people: People): string {
  if (people.length === 0) {
    return 'Nobody may sign in yet; linchpin start prints the link of the first owner\n'
  }
  return table(
    ['e-mail address', 'name', 'role', 'last seen', ''],
    people.map(({ email, name, role, lastSeenAt, suspendedAt }) => [
      printableLine(email ?? ''),
      printableLine(name),
      role,
      lastSeenAt?.slice(0, 16) ?? 'not signed in',
      suspendedAt ? 'suspended' : '',
    ]),
  )
}
