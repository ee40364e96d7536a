import { call, type Answer, type Given } from '../app/index.ts'

type Preview = Answer<'previewReplay'>
type Replay = Answer<'replay'>
/** Which held records: those of an exception, of a contract, or one alone. */
export type Which = NonNullable<Given<'replay'>['body']>

const atOnce = 4

/** Asks about each of many, a few at a time, in their order. */
async function each<T>(all: readonly Which[], ask: (which: Which) => Promise<T>): Promise<T[]> {
  const answers: T[] = []
  for (let at = 0; at < all.length; at += atOnce) {
    answers.push(...(await Promise.all(all.slice(at, at + atOnce).map(ask))))
  }
  return answers
}

export interface Reason {
  readonly words: string
  readonly count: number
}

export interface DryRun {
  readonly land: number
  readonly filter: number
  readonly stay: number
  /** Why records would stay, the most frequent reason first. */
  readonly reasons: readonly Reason[]
  /** Why records would be filtered, in the same order. */
  readonly whyFiltered: readonly Reason[]
}

/** What a replay of these would do. Nothing is written. */
export async function dryRun(all: readonly Which[], signal: AbortSignal): Promise<DryRun> {
  const previews = await each(all, (which) => call('previewReplay', { query: which }, signal))
  const sum = (which: 'land' | 'filter' | 'stay') =>
    previews.reduce((total, preview) => total + preview[which], 0)
  const records = previews.flatMap((preview) => preview.records)
  return {
    land: sum('land'),
    filter: sum('filter'),
    stay: sum('stay'),
    reasons: reasonsOf(records, 'stay'),
    whyFiltered: reasonsOf(records, 'filter'),
  }
}

function reasonsOf(records: Preview['records'], which: 'stay' | 'filter'): Reason[] {
  const found = records.filter(({ would }) => would === which)
  const groups = Map.groupBy(found, ({ at, reason }) => [at, reason].filter(Boolean).join(': '))
  return [...groups]
    .map(([words, { length }]) => ({ words, count: length }))
    .sort((a, b) => b.count - a.count)
    .slice(0, 5)
}

/** Puts these through the door again. */
export async function replayAll(all: readonly Which[]): Promise<Replay> {
  const total: Replay = {
    looked: 0,
    replayed: 0,
    landed: 0,
    duplicate: 0,
    filtered: 0,
    heldAgain: 0,
    stayed: 0,
    resolved: [],
  }
  for (const answer of await each(all, (which) => call('replay', { body: which }))) {
    for (const name of ['looked', 'replayed', 'landed', 'duplicate', 'filtered'] as const) {
      total[name] += answer[name]
    }
    total.heldAgain += answer.heldAgain
    total.stayed += answer.stayed
    total.resolved.push(...answer.resolved)
  }
  return total
}
