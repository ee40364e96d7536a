import type { Path } from '../contracts/index.ts'
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
  /** What the contract declares for this failure; undefined where it happened under none. */
  readonly path: Path | undefined
  /** How many records are held back under it. */
  readonly held: number
  /** Where the contract's records are read from by schedule, and when that was done last. */
  readonly source:
    | { readonly name: string; readonly every: Duration; readonly lastRead: Date | undefined }
    | undefined
}

/** What happens next, in the order in which it happens; the last says when a person is needed. */
export function whatNext(
  {
    state,
    mode,
    dueAt,
    escalatedAt,
  }: Pick<ExceptionEntry, 'state' | 'mode' | 'dueAt' | 'escalatedAt'>,
  { path, held, source }: Surroundings,
  now: Date,
): NextStep[] {
  if (state === 'resolved') {
    return [
      { at: null, words: 'Nothing. If the trouble comes back, it is opened under a new number.' },
    ]
  }
  const steps: NextStep[] = []
  if (path?.path === 'retry') steps.push({ at: null, words: spent(path.times) })
  if (held > 0) steps.push({ at: null, words: waiting(held) })
  if (path?.path === 'pause') {
    steps.push({ at: null, words: 'The exchange stands still until a person says go.' })
  }
  const timed: NextStep[] = []
  if (source) timed.push(nextRead(source, held, now))
  if (mode === 'stale') {
    timed.push({
      at: null,
      words: 'The promise is looked at every minute, and counted while it is broken.',
    })
  }
  if (!escalatedAt) {
    timed.push({
      at: dueAt > now ? dueAt : null,
      words: 'It is marked as overdue, once, and its history says so.',
    })
  }
  timed.sort((a, b) => (a.at?.getTime() ?? Infinity) - (b.at?.getTime() ?? Infinity))
  const rest = timed.length > 0 ? 'Nothing else' : 'Nothing'
  return [...steps, ...timed, { at: null, words: `${rest} happens until a person acts.` }]
}

const spent = (times: number): string =>
  times === 1
    ? 'The one retry that the contract declares is spent.'
    : `The ${times} retries that the contract declares are spent.`

const waiting = (held: number): string =>
  held === 1
    ? 'One record waits, whole and apart, until it is replayed or left out.'
    : `${held} records wait, whole and apart, until they are replayed or left out.`

function nextRead(
  { name, every, lastRead }: NonNullable<Surroundings['source']>,
  held: number,
  now: Date,
): NextStep {
  const at = lastRead ? new Date(lastRead.getTime() + durationMs(every)) : now
  const stays = held > 0 ? ' What is held back already stays so.' : ''
  return { at: at > now ? at : now, words: `${name} is read again.${stays}` }
}
