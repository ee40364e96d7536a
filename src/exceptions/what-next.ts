import type { FinalPath, NextAttempt } from '../contracts/index.ts'
import type { Duration } from '../core/duration.ts'
import { durationMs } from '../core/duration.ts'
import type { ExceptionEntry } from './exception.ts'

/** Something that will happen to an exception by itself. */
export interface NextStep {
  /** When; null where it waits for something, or for nobody. */
  readonly at: Date | null
  readonly words: string
}

/** What is known about an exception's surroundings. */
export interface Surroundings {
  /** What the contract declares for this failure once its retries are spent; undefined where it happened under none. */
  readonly path: FinalPath | undefined
  /** How many records are held back under it. */
  readonly held: number
  /** Where the contract's records are read from; undefined where they are sent. */
  readonly source: ReadSource | undefined
}

export interface ReadSource {
  readonly name: string
  /** How often it is read by itself, if it is. */
  readonly every: Duration | undefined
  readonly lastRead: Date | undefined
  /** The attempt that comes, where it is tried again. */
  readonly retry: Pick<NextAttempt, 'attempt' | 'times' | 'at'> | undefined
  /** The exception that must be resolved before it is read by itself again. */
  readonly pausedBy: number | undefined
}

type Asked = Pick<ExceptionEntry, 'id' | 'state' | 'mode' | 'dueAt' | 'escalatedAt'> & {
  readonly detail: Readonly<Record<string, unknown>>
}

/** What happens next, in the order in which it happens; the last says when a person is needed. */
export function whatNext(exception: Asked, around: Surroundings, now: Date): NextStep[] {
  if (exception.state === 'resolved') {
    const comesBack = 'Nothing. If the trouble comes back, it is opened under a new number.'
    const words = around.held > 0 ? [waiting(around.held), comesBack] : [comesBack]
    return words.map((each) => ({ at: null, words: each }))
  }
  const timed = timedSteps(exception, around, now)
  timed.sort((a, b) => (a.at?.getTime() ?? Infinity) - (b.at?.getTime() ?? Infinity))
  const rest = timed.length > 0 ? 'Nothing else' : 'Nothing'
  return [
    ...standing(exception, around),
    ...timed,
    { at: null, words: `${rest} happens until a person acts.` },
  ]
}

/** How it stands now. */
function standing({ id, detail }: Asked, { path, held, source }: Surroundings): NextStep[] {
  const words: string[] = []
  const tried = detail['retries'] as Retries | undefined
  if (tried) words.push(triedWords(tried))
  if (held > 0) words.push(waiting(held))
  if (source?.pausedBy === id) {
    words.push(
      `${source.name} is not read by itself until this is resolved. Who runs it by hand reads it once.`,
    )
  } else if (source?.pausedBy !== undefined) {
    words.push(`${source.name} stands still until exception ${source.pausedBy} is resolved.`)
  } else if (path?.path === 'pause' && !source) {
    words.push('Records go on coming in: what is sent to the collector cannot be stopped.')
  }
  return words.map((each) => ({ at: null, words: each }))
}

/** What happens by the clock. */
function timedSteps(
  { mode, dueAt, escalatedAt, detail }: Asked,
  { held, source }: Surroundings,
  now: Date,
): NextStep[] {
  const steps: NextStep[] = []
  if (source && source.pausedBy === undefined) steps.push(...nextReading(source, held, now))
  if (mode === 'stale' && !detail['rebuild']) {
    steps.push({
      at: null,
      words: 'The promise is looked at every minute, and counted while it is broken.',
    })
  }
  if (!escalatedAt) {
    steps.push({
      at: dueAt > now ? dueAt : null,
      words: 'It is marked as overdue, once, and its history says so.',
    })
  }
  return steps
}

/** What the detail of an exception says of the retries before it; times as ISO 8601 text. */
interface Retries {
  readonly made: number
  readonly since: string
  readonly last: string
}

function triedWords({ made, since, last }: Retries): string {
  const often = made === 1 ? 'once' : `${made} times`
  return `It failed on ${moment(since)} and was tried again ${often}, the last time on ${moment(last)}: that did not help.`
}

const moment = (at: string): string =>
  new Date(at).toLocaleString('en-GB', {
    dateStyle: 'long',
    timeStyle: 'medium',
    timeZone: 'UTC',
  }) + ' UTC'

const waiting = (held: number): string =>
  held === 1
    ? 'One record waits, whole and apart, until it is replayed or left out.'
    : `${held} records wait, whole and apart, until they are replayed or left out.`

function nextReading(
  { name, every, lastRead, retry }: ReadSource,
  held: number,
  now: Date,
): NextStep[] {
  const notBefore = (at: Date) => (at > now ? at : now)
  if (retry) {
    const { attempt, times, at } = retry
    return [{ at: notBefore(at), words: `${name} is tried again: attempt ${attempt} of ${times}.` }]
  }
  if (!every) return []
  const at = lastRead ? new Date(lastRead.getTime() + durationMs(every)) : now
  const stays = held > 0 ? ' What is held back already stays so.' : ''
  return [{ at: notBefore(at), words: `${name} is read again.${stays}` }]
}
