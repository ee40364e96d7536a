import type { Answer } from '../app/index.ts'
import { formatCount, formatMoney } from '../ui/format.ts'

export type Earned = Answer<'showResults'>['earned']
export type TopicEarned = Answer<'listTopics'>['topics'][number]
export type Amount = 'revenue' | 'pipeline'

/** The currency that most of these are in. */
export function mainCurrency(all: readonly (Earned | null)[]): string | undefined {
  const seen = new Map<string, number>()
  for (const each of all) {
    const currency = each?.money[0]?.currency
    if (currency) seen.set(currency, (seen.get(currency) ?? 0) + 1)
  }
  return [...seen].sort(([, a], [, b]) => b - a)[0]?.[0]
}

/** An amount in one currency, in millionths. */
export function moneyIn(earned: Earned | null, amount: Amount, currency = ''): number {
  const found = earned?.money.find((each) => each.currency === currency)
  return found ? Math.round(found[amount] * 1e6) : 0
}

/** Whether all of an amount is in this currency, so that a column of it can be read down. */
export const isIn = (
  earned: Earned | null,
  amount: Amount,
  currency: string | undefined,
): boolean =>
  earned === null || earned.money.every((each) => each.currency === currency || each[amount] === 0)

/** An amount for a table that is taken elsewhere: a number, or in words where it is in several currencies. */
export const amountOf = (
  earned: Earned,
  amount: Amount,
  currency: string | undefined,
): number | string =>
  isIn(earned, amount, currency)
    ? moneyIn(earned, amount, currency) / 1e6
    : allMoney(earned, amount)

/** Every currency's amount: "€12,300 and $400"; nought where there is none. */
export function allMoney(earned: Earned, amount: Amount): string {
  const parts = earned.money
    .filter((each) => each[amount] !== 0)
    .map((each) => formatMoney(each[amount] * 1e6, each.currency, { short: true }))
  return parts.length > 0 ? parts.join(' and ') : formatMoney(0, earned.money[0]?.currency)
}

/** The topic that earns most for each of its posts, and by what that is said. */
export interface BestTopic {
  readonly topic: TopicEarned
  readonly amount: Amount
  readonly micros: number
  readonly currency: string
}

/** Revenue decides; where nothing was paid yet, pipeline does. Topics without a post of their own do not count. */
export function bestTopic(topics: readonly TopicEarned[]): BestTopic | undefined {
  const currency = mainCurrency(topics)
  if (!currency) return undefined
  for (const amount of ['revenue', 'pipeline'] as const) {
    const ranked = topics
      .filter(({ posts, topic }) => topic !== null && posts > 0)
      .map((topic) => ({ topic, amount, currency, micros: perPost(topic, amount, currency) }))
      .sort((a, b) => b.micros - a.micros)
    if (ranked[0] && ranked[0].micros > 0) return ranked[0]
  }
  return undefined
}

/** What a topic earned for each of its posts, in millionths. */
const perPost = (topic: TopicEarned, amount: Amount, currency: string): number =>
  moneyIn(topic, amount, currency) / topic.posts

/** The revenue for each post, in millionths; null: in several currencies, or without a post, it cannot be divided. */
export const revenuePerPost = (topic: TopicEarned, currency: string | undefined): number | null =>
  topic.posts > 0 && isIn(topic, 'revenue', currency)
    ? perPost(topic, 'revenue', currency ?? '')
    : null

/** Shared counts have fractions: 3.5 leads. */
export const formatShared = (value: number): string =>
  formatCount(value, { digits: value < 100 ? 1 : 0 })
