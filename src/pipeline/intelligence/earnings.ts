import type { WarehouseReader } from '../../platform/warehouse/index.ts'
import { currenciesOf } from './currencies-of.ts'
import { shownNames } from './content-names.ts'
import { unknownTopic } from './dimension.ts'
import {
  countPosts,
  creditedByWeek,
  creditedTo,
  metByWeek,
  metContent,
  metTopics,
} from './earnings-figures.ts'
import type { Period } from './period.ts'

/** What content earned: the same figures as the report `topic-pipeline`, by linear credit over 30 days. */
export interface Earnings {
  readonly touches: number
  readonly people: number
  /** Counts that are shared out have fractions. */
  readonly leads: number
  readonly opportunities: number
  readonly won: number
  /** In units of each currency, the one that most figures are in first. */
  readonly money: readonly EarnedMoney[]
}

export interface EarnedMoney {
  readonly currency: string
  readonly pipeline: number
  readonly wonAmount: number
  readonly revenue: number
}

export interface TopicEarnings extends Earnings {
  /** Null for content without a topic. */
  readonly topic: string | null
  readonly posts: number
}

export interface WeekEarnings extends Earnings {
  /** Monday, the first moment in UTC. */
  readonly week: Date
}

export const nothingEarned: Earnings = {
  touches: 0,
  people: 0,
  leads: 0,
  opportunities: 0,
  won: 0,
  money: [],
}

/** What each piece of content earned, by its id. */
export async function contentEarnings(
  warehouse: WarehouseReader,
  period: Period,
): Promise<Map<string, Earnings>> {
  const [credited, met, names] = await warehouse.snapshot((facts) =>
    Promise.all([
      creditedTo(facts, 'content', period),
      metContent(facts, period),
      shownNames(facts),
    ]),
  )
  const earned = earningsOf(credited, met)
  return new Map(
    [...names].flatMap(([id, shown]) => {
      const its = earned.get(shown)
      return its ? [[id, its] as const] : []
    }),
  )
}

/** What each topic earned. Credit of content with several topics is shared among them. */
export async function topicEarnings(
  warehouse: WarehouseReader,
  period: Period,
): Promise<TopicEarnings[]> {
  const [credited, met, posts] = await warehouse.snapshot((facts) =>
    Promise.all([creditedTo(facts, 'topic', period), metTopics(facts, period), countPosts(facts)]),
  )
  const earned = earningsOf(credited, met)
  return posts.map(({ topic, posts: count }) => ({
    topic,
    posts: count,
    ...(earned.get(topic ?? unknownTopic) ?? nothingEarned),
  }))
}

/** What a piece of content, named by its id, earned in each week of the period that had anything. */
export async function weeklyEarnings(
  warehouse: WarehouseReader,
  content: string,
  period: Period,
): Promise<WeekEarnings[]> {
  const [credited, met] = await warehouse.snapshot((facts) =>
    Promise.all([creditedByWeek(facts, content, period), metByWeek(facts, content, period)]),
  )
  const valued = <T extends { week: Date | null }>(rows: readonly T[]) =>
    rows.flatMap((row) => (row.week ? [{ ...row, value: row.week.toISOString() }] : []))
  return [...earningsOf(valued(credited), valued(met))]
    .map(([week, earned]) => ({ week: new Date(week), ...earned }))
    .sort((a, b) => a.week.getTime() - b.week.getTime())
}

interface Credited {
  readonly value: string
  readonly figure: string
  readonly currency: string | null
  readonly amount: number
}

function earningsOf(
  credited: readonly Credited[],
  met: readonly { value: string; touches: number; people: number }[],
): Map<string, Earnings> {
  const currencies = currenciesOf(credited)
  const rowsOf = Map.groupBy(credited, ({ value }) => value)
  const metOf = new Map(met.map((row) => [row.value, row]))
  return new Map(
    [...new Set([...rowsOf.keys(), ...metOf.keys()])].map((value) => {
      const rows = rowsOf.get(value) ?? []
      const figure = (name: string, currency: string | null): number =>
        rows.find((row) => row.figure === name && row.currency === currency)?.amount ?? 0
      const money = currencies
        .filter((currency) => rows.some((row) => row.currency === currency))
        .map((currency) => ({
          currency,
          pipeline: figure('pipeline', currency) / 1e6,
          wonAmount: figure('wonAmount', currency) / 1e6,
          revenue: figure('revenue', currency) / 1e6,
        }))
      const { touches = 0, people = 0 } = metOf.get(value) ?? {}
      const [leads, opportunities, won] = ['leads', 'opportunities', 'won'].map((name) =>
        figure(name, null),
      ) as [number, number, number]
      return [value, { touches, people, leads, opportunities, won, money }]
    }),
  )
}
