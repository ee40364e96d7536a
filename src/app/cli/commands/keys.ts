import type { Client } from '../../client/client.ts'
import { CliError } from '../cli-error.ts'
import type { Call, Command } from '../command.ts'
import { pickAction } from '../pick-action.ts'
import { readId } from '../read-id.ts'
import { table } from '../table.ts'
import { withClient } from '../with-client.ts'

/** `linchpin keys`: makes, lists and revokes keys. */
export const command: Command = {
  usage: ['create --kind write|api --name NAME [--scope SCOPE]', 'list', 'revoke ID'],
  mostWords: { create: 0, list: 0, revoke: 1 },
  about: `A write key lets websites and products send events to the collector; its scope is the source
that it writes to, needed where the workspace has several collector sources. An api key
opens /api; its scope is write, or read to narrow it. A key is shown once, when it is made.`,
  options: {
    kind: { type: 'string', choices: ['write', 'api'], about: 'what the key opens' },
    name: { type: 'string', value: 'NAME', about: 'what the key is for' },
    scope: { type: 'string', value: 'SCOPE', about: 'a source, or read|write' },
  },
  run: (call) => {
    const action = pickAction('keys', call, actions)
    return withClient(call, (client) => action(call, client))
  },
}

type Action = (call: Call, client: Client) => Promise<0 | 1>

const actions: Readonly<Record<string, Action>> = {
  async create({ options, json, io }, client) {
    const { kind, name, scope } = options
    if (kind !== 'write' && kind !== 'api') {
      throw new CliError(2, 'say what the key opens: --kind write (collector) or --kind api')
    }
    if (typeof name !== 'string') throw new CliError(2, 'say what the key is for: --name NAME')
    const chosen = typeof scope === 'string' ? scope : kind === 'api' ? 'write' : undefined
    const made = await client.call('createKey', {
      body: { kind, name, ...(chosen === undefined ? {} : { scope: chosen }) },
    })
    io.out(json ? `${JSON.stringify(made)}\n` : `${made.key}\n`)
    if (!json) io.err(`Key ${made.id} '${made.name}'. Keep it: it is not shown again.\n`)
    return 0
  },
  async list({ json, io }, client) {
    const answer = await client.call('listKeys')
    const { keys } = answer
    if (json) io.out(`${JSON.stringify(answer)}\n`)
    else if (keys.length === 0) io.out('There are no keys; linchpin keys create makes one\n')
    else {
      io.out(
        table(
          ['id', 'kind', 'name', 'scope', 'made', 'last used', 'revoked'],
          keys.map((key) => [
            String(key.id),
            key.kind,
            key.name,
            key.scope ?? '',
            ...[key.createdAt, key.lastUsedAt, key.revokedAt].map((at) => at?.slice(0, 16) ?? ''),
          ]),
          [0],
        ),
      )
    }
    return 0
  },
  async revoke({ words, json, io }, client) {
    const id = readId(words[1], 'linchpin keys revoke 3')
    const key = await client.call('revokeKey', { params: { id } })
    io.out(json ? `${JSON.stringify(key)}\n` : `Revoked key ${key.id} '${key.name}'\n`)
    return 0
  },
}
