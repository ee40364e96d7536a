import { sql, type Sql } from '../../platform/database/sql.ts'
import { isSameArrival } from './arrivals.ts'
import { contentNames } from './content-names.ts'
import { creditQuery, topicsOfContent, type CreditQuestion, type CreditRow } from './credit.ts'
import type { FactQuery } from './define.ts'
import { dimensions, goesBy, type Dimension } from './dimension.ts'
import { journeys } from './journeys.ts'
import { inPeriod, type Period } from './period.ts'

/** People who had a touch, by what it says of the dimension; all of them where there is no value. */
export interface PeopleRow {
  readonly value: string | null
  readonly people: number
}

export interface SpendRow {
  readonly value: string
  readonly currency: string
  readonly micros: number
}

/** What was won, whoever is credited with it: the truth that all shares must come to. */
export interface TruthRow {
  readonly figure: CreditRow['figure'] | 'spend'
  readonly currency: string | null
  /** Money in millionths, other figures as they are. */
  readonly amount: number
}

/** Everything that a pipeline report is made of. */
export interface PipelineFigures {
  readonly credited: readonly CreditRow[]
  readonly people: readonly PeopleRow[]
  readonly spend: readonly SpendRow[]
  readonly truth: readonly TruthRow[]
}

/** Asks the facts for everything that a pipeline report is made of. */
export async function pipelineFigures(
  query: FactQuery,
  question: CreditQuestion,
): Promise<PipelineFigures> {
  const [credited, people, spend, truth] = await Promise.all([
    query<CreditRow>`${creditQuery(question)}`,
    query<PeopleRow>`${peopleQuery(question)}`,
    // What content cost is not in the facts.
    question.contentOnly ? [] : query<SpendRow>`${spendQuery(question)}`,
    query<TruthRow>`${truthQuery(question, !question.contentOnly)}`,
  ])
  return { credited, people, spend, truth }
}

/**
 * People by value, and in the row without a value all of them, each once. Persons are told apart by a
 * hash of 64 bits, which is some three times as fast as by their long names: among a million people
 * the chance that any two are taken for one is 1 in 30 million.
 */
function peopleQuery({ by, contentOnly, ...period }: CreditQuestion): Sql {
  const { ofTouch, unknown } = dimensions[by]
  const once = by === 'landingPage' ? sql`qualify not ${isSameArrival(sql`who`)}` : sql``
  const ofTopics = sql`
    select distinct coalesce(o.topic, ${unknown}) as value, m.who
    from met m left join topic_of o on o.content = m.value`
  return sql`
    with ${contentNames},
    ${topicsOfContent()},
    met as materialized (
      select distinct coalesce(nullif(${ofTouch}, ''), ${unknown}) as value,
        hash(coalesce(i.person, t.person)) as who
      from touch t left join identifier i on i.id = t.person
      where ${inPeriod(sql`t."at"`, period)} and ${goesBy({ by, contentOnly })} ${once}
    )
    select value, count(*) as people from (${by === 'topic' ? ofTopics : sql`from met`}) group by value
    union all
    select null, count(distinct who) from met`
}

function spendQuery({ by, ...period }: CreditQuestion): Sql {
  const { ofSpend, unknown }: Dimension = dimensions[by]
  const value = ofSpend
    ? sql`coalesce(nullif(${ofSpend}, ''), ${unknown})`
    : sql`${unknown}::varchar`
  return sql`
    select ${value} as value, s.amount_currency as currency, sum(s.amount_micros) as micros
    from spend s where ${inPeriod(sql`s."at"`, period)} group by all`
}

/** Counted without touches and shares. */
function truthQuery(period: Period, withSpend: boolean): Sql {
  return sql`
    with recursive ${journeys}
    select 'leads' as figure, null as currency, count(*) as amount from lead where ${inPeriod(sql`"at"`, period)}
    union all
    select 'opportunities', null, count(*) from deal where ${inPeriod(sql`opened`, period)}
    union all
    select 'won', null, count(*) from deal
    where status = 'won' and ${inPeriod(sql`closed`, period)}
    union all
    select 'pipeline', currency, sum(micros) from deal
    where micros is not null and ${inPeriod(sql`opened`, period)} group by currency
    union all
    select 'wonAmount', currency, sum(micros) from deal
    where status = 'won' and micros is not null and ${inPeriod(sql`closed`, period)} group by currency
    union all
    select 'revenue', r.amount_currency, sum(r.amount_micros) from revenue r
    where ${inPeriod(sql`r."at"`, period)} group by r.amount_currency
    union all
    select 'spend', s.amount_currency, sum(s.amount_micros) from spend s
    where ${inPeriod(sql`s."at"`, period)} and ${withSpend} group by s.amount_currency`
}
