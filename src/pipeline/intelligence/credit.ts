import { sql, type Sql } from '../../platform/database/sql.ts'
import { isSameArrival } from './arrivals.ts'
import { contentNames } from './content-names.ts'
import type { Credit } from './define.ts'
import { dimensions, goesBy, noTouch, type DimensionName } from './dimension.ts'
import { journeys } from './journeys.ts'
import { inPeriod, type Period } from './period.ts'

export interface CreditQuestion extends Period {
  readonly by: DimensionName
  readonly credit: Credit
  /** Days before the conversion. */
  readonly lookback: number
  /** Credits only touches that met known content. */
  readonly contentOnly: boolean
  /** Shares out this figure alone; default: all. */
  readonly figure?: CreditRow['figure']
}

/** A share of what was won. */
export interface CreditRow {
  readonly figure: 'leads' | 'opportunities' | 'pipeline' | 'won' | 'wonAmount' | 'revenue'
  readonly currency: string | null
  readonly value: string
  /** Money in millionths, other figures as they are. */
  readonly amount: number
}

/** One lead or deal in parts: the least number that 1 to 30 all divide, so that thirds are exact. */
export const one = sql`2329089562800::hugeint`

/**
 * Shares out what was won among the touches that led to it.
 *
 * - A touch leads to a conversion of its person when it lies no more than the look-back before it,
 *   and not after it. A conversion at midnight sharp is a date without a time: touches of that day
 *   count.
 * - `first` and `last` credit one touch, `linear` each touch alike, repeats too, but an arrival once
 *   (see `isSameArrival`). Content with several
 *   topics shares its part equally among them.
 * - Each conversion is shared out in whole parts (of money, millionths) by largest remainder
 *   (Hamilton's method), so that the shares add up to it exactly. What no touch led to stands under `(no touch)`.
 */
export const creditQuery = (question: CreditQuestion): Sql => sql`
  ${withCredit(question)}
  select figure, currency, value, sum(parts) / if(currency is null, ${one}, 1) as amount
  from credit group by figure, currency, value order by all`

/**
 * `credit(journey, figure, currency, value, parts)`: who is credited with how many parts of what, and
 * beside it `conversion`, `led` and everything of the journeys, for a `select` that follows.
 */
export function withCredit(question: CreditQuestion): Sql {
  return sql`
    with recursive ${journeys},
    ${contentNames},
    ${conversions(question)},
    ${touchesOfJourneys(question)},
    ${question.by === 'topic' ? partsOfTopics : parts},
    shared as (
      select c.journey, c.figure, c.currency, p.value, c.parts,
        abs(c.parts) * p.part // p.whole as floor_parts, abs(c.parts) * p.part % p.whole as rest
      from conversion c join part p using (journey)
    ),
    settled as (
      select journey, figure, currency, value, sign(parts) * (floor_parts + if(
        row_number() over (each order by rest desc, value)
          <= abs(parts) - sum(floor_parts) over (each), 1, 0)) as parts
      from shared
      window each as (partition by journey, figure, currency)
    ),
    untouched as (
      select journey, figure, currency, ${noTouch} as value, parts
      from conversion where journey not in (select journey from part)
    ),
    credit as (select * from settled union all select * from untouched)`
}

/** `met(journey, value, touches)`: the touches that are credited, by what they say of the dimension. */
export function touchesOfJourneys({ by, credit, lookback, contentOnly }: CreditQuestion): Sql {
  const { ofTouch, ofArrival, unknown } = dimensions[by]
  const once = ofArrival ? sql`qualify not ${isSameArrival(sql`r.journey, r.person`)}` : sql``
  const picked = {
    first: sql`select journey, arg_min(value, row("at", value)) as value, 1 as touches from led group by journey`,
    last: sql`select journey, arg_max(value, row("at", value)) as value, 1 as touches from led group by journey`,
    linear: sql`select journey, value, count(*) as touches from led group by journey, value`,
  }
  return sql`
    sought as (
      select journey, person, won_at - to_days(${lookback}::int) as since, won_at + if(
        won_at = date_trunc('day', won_at), interval 1 day - interval 1 microsecond, interval 0 day
      ) as until
      from party where journey in (select journey from conversion)
    ),
    -- Where a person's identifiers are linked, the person's own name is one of them.
    reached as (
      select coalesce(i.id, s.person) as id, s.person, s.journey, s.since, s.until
      from sought s left join identifier i on i.person = s.person
    ),
    led as materialized (
      select r.journey, t."at", coalesce(nullif(${ofTouch}, ''), ${unknown}) as value
      from touch t join reached r on r.id = t.person and t."at" >= r.since and t."at" <= r.until
      where ${goesBy({ by, contentOnly })} ${once}
    ),
    met as (${picked[credit]})`
}

/** `part(journey, value, part, whole)`: the share of a value in a journey, as a fraction. */
export const parts = sql`
    part as materialized (
      select journey, value, touches::hugeint as part,
        sum(touches) over (partition by journey)::hugeint as whole
      from met
    )`

/** The common multiple makes the shares of contents with 2 and with 3 topics whole numbers of one fraction. */
const partsOfTopics = sql`
    ${topicsOfContent()},
    common as (
      select coalesce(list_reduce(list(distinct topics), (a, b) -> lcm(a, b)), 1)::hugeint as multiple
      from topic_of
    ),
    counted as (select *, sum(touches) over (partition by journey) as all_touches from met),
    part as materialized (
      select journey, coalesce(o.topic, ${dimensions.topic.unknown}) as value,
        sum(c.touches * (multiple // coalesce(o.topics, 1)))::hugeint as part,
        any_value(c.all_touches * multiple)::hugeint as whole
      from counted c left join topic_of o on o.content = c.value cross join common
      group by all
    )`

/** `topic_of(content, topic, topics)`, beside `content_name`: each topic of a content, as it is shown, and how many it has. */
export function topicsOfContent(): Sql {
  return sql`
    topic_of as materialized (
      select content, topic, count(*) over (partition by content) as topics
      from (
        select distinct n.shown as content, unnest(c.topics) as topic
        from content c join content_name n on n.called = c.id
      )
      where topic <> ''
    )`
}

/**
 * `conversion(journey, figure, currency, parts)`: what was won in the period, each figure by its own
 * date.
 * @param weekly tells the weeks apart: `week` is their Monday
 */
export function conversions(
  { figure, ...period }: Period & Pick<CreditQuestion, 'figure'>,
  weekly = false,
): Sql {
  const week = weekly ? sql`, date_trunc('week', moment) as week` : sql``
  return sql`
    conversion as materialized (
      select journey, figure, currency${week}, sum(parts)::hugeint as parts from (
        select journey, 'leads' as figure, null as currency, ${one} as parts, "at" as moment
        from lead where ${inPeriod(sql`"at"`, period)}
        union all
        select journey, 'opportunities', null, ${one}, opened
        from deal where ${inPeriod(sql`opened`, period)}
        union all
        select journey, 'pipeline', currency, micros, opened from deal
        where micros is not null and ${inPeriod(sql`opened`, period)}
        union all
        select journey, 'won', null, ${one}, closed from deal
        where status = 'won' and ${inPeriod(sql`closed`, period)}
        union all
        select journey, 'wonAmount', currency, micros, closed from deal
        where status = 'won' and micros is not null and ${inPeriod(sql`closed`, period)}
        union all
        select journey, 'revenue', currency, micros, "at"
        from payment where ${inPeriod(sql`"at"`, period)}
      ) where ${figure === undefined ? sql`true` : sql`figure = ${figure}`} group by all
    )`
}
