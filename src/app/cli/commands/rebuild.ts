import { setTimeout as sleep } from 'node:timers/promises'
import { CliError } from '../cli-error.ts'
import type { Call, Command } from '../command.ts'
import { showProgress } from '../show-progress.ts'
import { withClient } from '../with-client.ts'

/** `linchpin rebuild`: makes all facts anew. */
export const command: Command = {
  usage: [''],
  mostWords: 0,
  about: `Makes all facts anew from the signals, under the contracts of today. The old facts answer reports
until the new ones are complete; when it is cut off, they stay.`,
  options: {},
  run: rebuild,
}

const pollMs = 200

async function rebuild(call: Call): Promise<0> {
  const { io, json } = call
  await withClient(call, async (client) => {
    const display = showProgress(io)
    let state = await client.call('startRebuild')
    while (state.state === 'running') {
      const { position, last } = state
      if (position !== null && last) {
        const share = Math.floor((position / last) * 100)
        display.show(`Making the facts anew: ${share} % (signal ${position} of ${last})`)
      }
      await sleep(pollMs)
      state = await client.call('showRebuild')
    }
    display.clear()
    if (state.state === 'failed') {
      throw new CliError(1, `the facts were not made anew, and are as they were: ${state.error}`)
    }
    io.out(json ? `${JSON.stringify(state)}\n` : 'The facts are made anew\n')
  })
  return 0
}
