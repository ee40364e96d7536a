import type { Given } from '../app/index.ts'
import { daysRange, type DaysRange } from '../ui/days-range.ts'

type Asked = NonNullable<Given<'searchEntries'>['query']>

/** What the catalogue shows, as it stands in the address; what is usual is left out. */
export interface ContentSearch {
  readonly state?: NonNullable<Asked['state']>
  readonly topic?: string
  readonly text?: string
  readonly order?: 'newest'
  readonly range?: DaysRange
}

/** What an entry shows. */
export interface EntrySearch {
  readonly range?: DaysRange
  /** What is drawn week by week; absent: how often it was met. */
  readonly measure?: 'people' | 'leads' | 'pipeline' | 'revenue'
  readonly show?: 'changes' | 'source'
  /** The version that is read; absent: the one that readers get, or the newest. */
  readonly version?: number
  /** The version that it is compared with; absent: the one before. */
  readonly against?: number
}

/** Ninety days are usual: a quarter, as pipeline is counted. */
export const contentRange = daysRange(90)

const states = ['published', 'draft', 'withdrawn', 'gone'] as const

const oneOf = <T>(known: readonly T[], value: unknown): T | undefined =>
  known.find((each) => each === value)

const text = (value: unknown): string | undefined => {
  // An address may hold `?text=7`, which is read as a number.
  const written = typeof value === 'number' ? String(value) : value
  return typeof written === 'string' && written.trim() !== '' ? written.slice(0, 200) : undefined
}

const number = (value: unknown): number | undefined =>
  Number.isSafeInteger(value) && Number(value) > 0 && Number(value) < 2 ** 31
    ? Number(value)
    : undefined

/** Leaves out what is not there, so that addresses stay short. */
const present = <T extends object>(all: { [K in keyof T]: T[K] | undefined }): T =>
  Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)) as T

export const readContentSearch = (given: Record<string, unknown>): ContentSearch =>
  present<ContentSearch>({
    state: oneOf(states, given['state']),
    topic: text(given['topic']),
    text: text(given['text']),
    order: oneOf(['newest'], given['order']),
    range: contentRange.read(given['range']),
  })

export const readEntrySearch = (given: Record<string, unknown>): EntrySearch =>
  present<EntrySearch>({
    range: contentRange.read(given['range']),
    measure: oneOf(['people', 'leads', 'pipeline', 'revenue'], given['measure']),
    show: oneOf(['changes', 'source'], given['show']),
    version: number(given['version']),
    against: number(given['against']),
  })
