import type { AnswerOf, Api } from '../../api.ts'
import type { Call, Command } from '../command.ts'
import { pickAction } from '../pick-action.ts'
import { withClient } from '../with-client.ts'

/** `linchpin example`: how far the workspace's example is, and its end. */
export const command: Command = {
  usage: ['show', 'remove'],
  mostWords: { show: 0, remove: 0 },
  about: `Shows how far the workspace's example is loaded, or removes it: stops it, and deletes every record,
exception, run and published entry of the workspace, also what you have sent yourself. People, keys
and your own files stay.`,
  options: {},
  run: (call) => pickAction('example', call, { show, remove })(call),
}

type State = AnswerOf<Api['showExample']>

const show = (call: Call): Promise<0> => run(call, 'showExample')
const remove = (call: Call): Promise<0> => run(call, 'removeExample')

async function run(call: Call, name: 'showExample' | 'removeExample'): Promise<0> {
  const state = await withClient(call, (client) => client.call(name))
  call.io.out(call.json ? `${JSON.stringify(state)}\n` : `${inWords(state)}\n`)
  return 0
}

function inWords({ state, step, done, total, until }: State): string {
  switch (state) {
    case 'none':
      return 'No example is loaded here'
    case 'loading':
      return `The example is being loaded: ${done} of ${total} records, ${step}`
    case 'ready':
      return `The example is loaded, up to ${until}`
    case 'removing':
      return 'The example is being removed'
    case 'removed':
      return 'The example is removed; the workspace is as new'
  }
}
