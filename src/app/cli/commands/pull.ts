import { setTimeout as sleep } from 'node:timers/promises'
import { progressLine } from '../../../pipeline/ingestion/index.ts'
import type { AnswerOf, Api } from '../../api.ts'
import type { Client } from '../../client/client.ts'
import { CliError } from '../cli-error.ts'
import type { Call, Command } from '../command.ts'
import { nearest } from '../nearest.ts'
import { showProgress, type ProgressDisplay } from '../show-progress.ts'
import { withClient } from '../with-client.ts'

type Pull = AnswerOf<Api['showPull']>

/** `linchpin pull`: reads sources of files. */
export const command: Command = {
  usage: ['[SOURCE …]'],
  mostWords: Infinity,
  about: `Reads what is new in sources of files; without names, in all of them. A file whose content was
read already is passed over, whatever its time says; one that grew is read where it ended; one
that was written anew is read from its start, and its values go over earlier ones. A reading that
was cut off goes on where it stopped. Records that break their contract are held back (linchpin
exceptions list), and the others land. The exit code is 1 when a file could not be read.`,
  options: {
    again: {
      type: 'boolean',
      about:
        'read every file from its start, after a change to what a contract filters or takes as its ' +
        'key: what stands in the files then goes over newer values that came another way',
    },
  },
  run: pull,
}

const pollMs = 100

function pull(call: Call): Promise<0 | 1> {
  return withClient(call, async (client) => {
    const { io, json } = call
    const again = call.options['again'] === true
    const names = await sourcesToRead(client, call.words)
    const display = showProgress(io)
    const pulls: Pull[] = []
    for (const name of names) {
      const ended = await follow(client, name, again, display)
      display.clear()
      pulls.push(ended)
      if (!json) io.out(resultText(ended))
    }
    if (json) io.out(`${JSON.stringify({ pulls })}\n`)
    return pulls.some(({ state }) => state === 'failed') ? 1 : 0
  })
}

/** The sources that are meant. Nothing is read while one of them cannot be. */
async function sourcesToRead(client: Client, named: readonly string[]): Promise<readonly string[]> {
  const { sources } = await client.call('listSources')
  const readable = sources.filter(({ door }) => door === 'file').map(({ name }) => name)
  if (named.length === 0) {
    if (readable.length > 0) return readable
    throw new CliError(1, `the workspace has no source of files: declare one from: csv('…')`)
  }
  for (const name of named) {
    if (readable.includes(name)) continue
    if (sources.some((each) => each.name === name)) {
      throw new CliError(1, `${name} is not read: its records are sent to the collector`)
    }
    const meant = nearest(name, readable)
    throw new CliError(2, `there is no source '${name}'${meant ? `; did you mean ${meant}?` : ''}`)
  }
  return named
}

async function follow(
  client: Client,
  name: string,
  again: boolean,
  display: ProgressDisplay,
): Promise<Pull> {
  const startedAt = new Date()
  let current = await client.call('startPull', { params: { name }, query: { again } })
  while (current.state === 'waiting' || current.state === 'running') {
    if (current.progress) {
      const { file, ...counts } = current.progress
      display.show(progressLine({ label: file, ...counts, startedAt, now: new Date() }))
    }
    await sleep(pollMs)
    current = await client.call('showPull', { params: { id: current.id } })
  }
  return current
}

/** What Linchpin does by itself about what went wrong, and what it waits for. */
function followsText({ source, recovery, pausedBy }: NonNullable<Pull['result']>): string[] {
  const lines: string[] = []
  if (recovery?.outcome === 'again') {
    const { attempt, times, at } = recovery
    lines.push(`  While Linchpin runs, it is tried again: attempt ${attempt} of ${times} at ${at}`)
  } else if (recovery?.outcome === 'spent') {
    lines.push(`  It was tried again ${recovery.attempt} times since ${recovery.since}, in vain`)
  } else if (recovery?.outcome === 'over') {
    lines.push(`  What had failed since ${recovery.since} works again`)
  }
  if (pausedBy !== null) {
    lines.push(
      `  ${source} is not read by itself until exception ${pausedBy} is resolved: ` +
        `linchpin exceptions show ${pausedBy}`,
    )
  }
  return lines
}

function resultText({ source, result, error }: Pull): string {
  if (!result) return `${source}: ${error}\n`
  const { files, read, landed, duplicate, filtered, quarantined } = result
  const { unchanged, problems, unfinished } = result
  const lines = [
    `${source}: ${files} ${files === 1 ? 'file' : 'files'}, ${read} read = ${landed} landed + ` +
      `${duplicate} duplicate + ${filtered} filtered + ${quarantined} quarantined`,
    ...(unchanged > 0
      ? [`  ${unchanged} unchanged since it was read (--again reads it anew)`]
      : []),
    ...problems.map(({ file, message }) => `  ${file}: ${message}`),
    ...unfinished.map((file) => `  ${file} is still being written: its last line waits`),
    ...followsText(result),
    ...(quarantined > 0 ? ['  What is quarantined, and why: linchpin exceptions list'] : []),
  ]
  return `${lines.join('\n')}\n`
}
