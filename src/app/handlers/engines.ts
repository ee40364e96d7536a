import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from '../../platform/database/index.ts'
import { inTime } from '../../platform/in-time.ts'
import { listJobs } from '../../platform/jobs/index.ts'
import type { AnswerOf } from '../api/endpoint.ts'
import type { engineEndpoints } from '../api/engines.ts'
import { askEdgeState } from '../ask-edge.ts'
import type { AppContext } from '../context.ts'
import type { Handlers } from '../server/handlers.ts'

type Engine = AnswerOf<typeof engineEndpoints.listEngines>['engines'][number]
type State = Pick<Engine, 'health' | 'says' | 'figures'>

/** Who looks at the engines does not wait longer for any of them. */
const patienceMs = 2_000
const dayMs = 86_400_000
/** What is due each minute is late after three. */
const lateMs = 3 * 60_000
/** Of running and failed jobs, so many are counted. */
const countedJobs = 500

/** How the engines are, over HTTP. One that does not answer says so, and keeps none of the others. */
export function engineHandlers(context: AppContext): Pick<Handlers, keyof typeof engineEndpoints> {
  const since = context.clock.now().getTime()
  return {
    async listEngines() {
      const [postgresql, warehouse, jobs, edge] = await Promise.all([
        inTime(lookAtDatabase(context), patienceMs, 'late').catch(() =>
          away('It does not answer. Start it, or set DATABASE_URL to where it runs.'),
        ),
        lookAtWarehouse(context),
        inTime(lookAtJobs(context, since), patienceMs, 'late').catch(() =>
          away('They are kept in PostgreSQL, which does not answer: see to that first.'),
        ),
        lookAtEdge(context),
      ])
      return {
        engines: [
          { name: 'postgresql', title: 'PostgreSQL', ...postgresql },
          { name: 'warehouse', title: 'Warehouse', ...warehouse },
          { name: 'jobs', title: 'Jobs', ...jobs },
          { name: 'edge', title: 'Edge', ...edge },
        ],
      }
    },
  }
}

const away = (says: string, figures: Engine['figures'] = []): State => ({
  health: 'away',
  says,
  figures,
})

async function lookAtDatabase({ db }: AppContext): Promise<State> {
  // What others do in it is not for us to see; how many they are is told to everybody.
  const [row] = await db.query<{ version: string; size: number; used: number; most: number }>(sql`
    select split_part(current_setting('server_version'), ' ', 1) as version,
      pg_database_size(current_database()) as size,
      (select sum(numbackends) from pg_stat_database) as used,
      current_setting('max_connections')::int as most`)
  const { version, size, used, most } = row!
  const isFull = used >= 0.9 * most
  return {
    health: isFull ? 'waiting' : 'well',
    says: isFull
      ? 'It answers, and nearly all of its connections are taken. Set max_connections higher, or close other programs that use it.'
      : 'It answers.',
    figures: [
      { name: 'Version', value: version },
      { name: 'Size', value: size, unit: 'bytes' },
      { name: 'Connections', value: `${used} of ${most}` },
    ],
  }
}

async function lookAtWarehouse({ facts, stateFolder }: AppContext): Promise<State> {
  const { state, reason } = facts.state()
  const [lag, size] = await Promise.all([
    inTime(facts.lag(), patienceMs, 'late').catch(() => undefined),
    stat(join(stateFolder, 'warehouse.duckdb')).then(
      (file) => file.size,
      () => null,
    ),
  ])
  return {
    ...inWords(state, reason, lag, facts.stall()),
    figures: [
      { name: 'Signals behind', value: lag ?? null },
      { name: 'File', value: size, unit: 'bytes' },
    ],
  }
}

function inWords(
  state: ReturnType<AppContext['facts']['state']>['state'],
  reason: string | undefined,
  lag: number | undefined,
  stall: ReturnType<AppContext['facts']['stall']>,
): Pick<State, 'health' | 'says'> {
  switch (state) {
    case 'serving':
      if (stall) {
        return {
          health: 'waiting',
          says:
            `It answers, but signals have become no facts since ${stall.since.toISOString()}: ` +
            `${stall.reason}. That is tried again every few seconds; the desk says more.`,
        }
      }
      if (lag === 0) return { health: 'well', says: 'It serves, and holds all that came in.' }
      return {
        health: 'well',
        says:
          lag === undefined
            ? 'It serves. How far it is behind is not known at present.'
            : 'It serves, and takes in what came last.',
      }
    case 'opening':
      return { health: 'waiting', says: 'It is being opened; reports answer when it is.' }
    case 'standby':
      return {
        health: 'waiting',
        says: 'Another process has it. This one takes over when that one ends.',
      }
    case 'failed':
      return {
        health: 'away',
        says: `It does not open: ${reason ?? 'no reason is known'}. It is tried again every few seconds; linchpin doctor says more.`,
      }
  }
}

/** @param since when this process began; before, Linchpin may have stood still */
async function lookAtJobs({ db, clock }: AppContext, since: number): Promise<State> {
  const [running, failed, exhausted, minutes] = await Promise.all([
    listJobs(db, { state: 'running', limit: countedJobs }),
    listJobs(db, { state: 'failed', limit: countedJobs }),
    listJobs(db, { state: 'exhausted', limit: countedJobs }),
    listJobs(db, { job: 'every-minute (scheduled)', limit: 10 }),
  ])
  const now = clock.now().getTime()
  const failures = [...failed, ...exhausted].filter(
    ({ endedAt, createdAt }) => now - (endedAt ?? createdAt).getTime() < dayMs,
  ).length
  const last = minutes.find(({ endedAt }) => endedAt)?.endedAt ?? null
  return {
    ...jobsInWords(now - (last?.getTime() ?? 0), now - since, failures),
    figures: [
      { name: 'Running', value: running.length },
      { name: 'Failed in the last day', value: failures },
      { name: 'Last did what is due', value: last?.toISOString() ?? null, unit: 'time' },
    ],
  }
}

function jobsInWords(
  agoMs: number,
  upMs: number,
  failures: number,
): Pick<State, 'health' | 'says'> {
  if (agoMs > lateMs && upMs <= lateMs)
    return {
      health: 'waiting',
      says: 'What is due each minute begins within a minute of the start.',
    }
  if (agoMs > lateMs)
    return {
      health: 'away',
      says: 'What is due each minute is not done: sources are not read. Start Linchpin anew; its log says why it stopped.',
    }
  return {
    health: 'well',
    says:
      failures === 0
        ? 'What is due each minute is done.'
        : 'What is due each minute is done; what failed lies on the desk.',
  }
}

async function lookAtEdge({ edgeUrl }: AppContext): Promise<State> {
  if (edgeUrl === undefined)
    return away('No edge is known to this process. Set LINCHPIN_EDGE_URL to where it runs.')
  const asked = await askEdgeState(edgeUrl)
  if (!asked.ok)
    return away(
      `Asked at ${edgeUrl}, ${asked.error}. Start it, or set LINCHPIN_EDGE_URL to where it runs. Until then, pages show their fallbacks.`,
    )
  const { waitsFor, tookMs, spoolBytes } = asked.value
  return {
    health: waitsFor === null ? 'well' : 'waiting',
    says: waitsFor === null ? 'It answers.' : `It answers, and is not ready: ${waitsFor}.`,
    figures: [
      { name: 'Answered in', value: Math.round(tookMs), unit: 'ms' },
      { name: 'Exposures that wait', value: spoolBytes, unit: 'bytes' },
    ],
  }
}
