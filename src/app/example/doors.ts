import { setTimeout as sleep } from 'node:timers/promises'
import { backoffMs } from '../../core/backoff.ts'
import type { Client } from '../client/client.ts'
import type { ExampleEvent } from './define.ts'
import type { ExampleKeys, ExampleState } from './state.ts'

/** The doors that the example's records come in by: those of everybody. */
export interface Doors {
  /** The app's API, for what a person would press: read a source, publish a collection. */
  readonly client: Pick<Client, 'call'>
  /** Sends events to the collector. Returns when they are on disk. */
  readonly sendEvents: (events: readonly ExampleEvent[]) => Promise<void>
  /** Sends what edges showed. Returns when it is on disk. */
  readonly sendExposures: (exposures: readonly object[]) => Promise<void>
  /** Asks the edge for a placement, as a page does. The variant that it answers, or undefined. */
  readonly askPlacement: (
    name: string,
    asker: { readonly unit: string; readonly region: string },
  ) => Promise<string | undefined>
}

export interface DoorDeps {
  readonly client: Pick<Client, 'call'>
  readonly edgeUrl: string
  readonly keys: ExampleState['keys']
  readonly removal: Pick<ExampleState['removal'], 'read'>
  readonly signal: AbortSignal
}

const again = { baseMs: 250, capMs: 5_000 }

/** Opens the doors, with write keys of the example's own. */
export async function openDoors(deps: DoorDeps): Promise<Doors> {
  const { client, edgeUrl, signal } = deps
  let keys = (await deps.keys.read()) ?? (await makeKeys(deps))
  const send = async (path: string, which: 'website' | 'edge', body: string): Promise<void> => {
    for (let attempt = 1; ; attempt += 1) {
      signal.throwIfAborted()
      const answer = await post(new URL(path, edgeUrl), keys[which].key, body, signal)
      if (answer?.ok) return
      if (answer?.status === 401) keys = await renewKeys(deps)
      else if (answer && answer.status < 429) {
        throw new Error(`${path} refused the example's records: ${await answer.text()}`)
      }
      await sleep(backoffMs(again, attempt, Math.random()), undefined, { signal })
    }
  }
  return {
    client,
    sendEvents: (batch) => send('/v1/batch', 'website', JSON.stringify({ batch })),
    sendExposures: (exposures) =>
      send(
        '/edge/v1/exposures',
        'edge',
        exposures.map((each) => `${JSON.stringify(each)}\n`).join(''),
      ),
    async askPlacement(name, { unit, region }) {
      const url = new URL(`/edge/v1/placements/${name}`, edgeUrl)
      url.searchParams.set('unit', unit)
      if (region !== '') url.searchParams.set('region', region)
      const answer = await fetch(url, { signal })
      if (!answer.ok) return undefined
      return ((await answer.json()) as { variant?: string }).variant
    },
  }
}

/** The answer, or undefined where there was none. */
const post = (
  url: URL,
  key: string,
  body: string,
  signal: AbortSignal,
): Promise<Response | undefined> =>
  fetch(url, {
    method: 'POST',
    body,
    signal,
    headers: {
      authorization: `Basic ${Buffer.from(`${key}:`).toString('base64')}`,
      'content-type': 'application/json',
    },
  }).catch((error: unknown) => {
    if (signal.aborted) throw error
    return undefined
  })

/** Keys that are refused may be lost with the database, or taken away because the example is to go. */
async function renewKeys(deps: DoorDeps): Promise<ExampleKeys> {
  if (await deps.removal.read()) throw new Error('the example is being removed')
  return makeKeys(deps)
}

/** Keys under names that say whose they are; the ones before them, if any, are refused already. */
async function makeKeys({ client, keys }: DoorDeps): Promise<ExampleKeys> {
  const { sources } = await client.call('listSources')
  const collector = sources.find(({ door }) => door === 'collector')
  if (!collector) throw new Error('an example needs a source from: collector()')
  const make = (name: string, scope: string) =>
    client.call('createKey', { body: { kind: 'write', name, scope } })
  const website = await make('the example’s website', collector.name)
  const edge = await make('the example’s edge', 'edge')
  const made = {
    website: { id: website.id, key: website.key },
    edge: { id: edge.id, key: edge.key },
  }
  await keys.write(made)
  return made
}
