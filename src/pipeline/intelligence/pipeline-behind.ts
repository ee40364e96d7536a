import { sql, type Sql } from '../../platform/database/sql.ts'
import { isSameArrival } from './arrivals.ts'
import { contentNames } from './content-names.ts'
import { one, topicsOfContent, withCredit, type CreditQuestion, type CreditRow } from './credit.ts'
import type { Figure, ReportColumn, RowsBehind } from './define.ts'
import { dimensions, goesBy, noTouch, type Dimension } from './dimension.ts'
import { inPeriod } from './period.ts'

const monies: ReadonlySet<string> = new Set(['pipeline', 'wonAmount', 'revenue', 'spend'])

/** The rows behind a figure of a pipeline report: people, leads, deals, payments or costs. */
export function pipelineBehind(question: CreditQuestion, figure: Figure): RowsBehind | undefined {
  switch (figure.column) {
    case 'people':
      return peopleBehind(question, figure)
    case 'spend':
      return question.contentOnly ? undefined : spendBehind(question, figure)
    case 'leads':
      return { ...credited(question, figure), columns: [person, becameLead, ...creditColumns] }
    case 'opportunities':
    case 'won':
      return { ...credited(question, figure), columns: [...dealColumns, ...creditColumns] }
    case 'pipeline':
    case 'wonAmount':
      return { ...credited(question, figure), columns: [...dealColumns, whole, ...creditColumns] }
    case 'revenue':
      return { ...credited(question, figure), columns: [...payerColumns, whole, ...creditColumns] }
    default:
      return undefined
  }
}

const person: ReportColumn = { name: 'person', title: 'Person', form: 'text' }
const becameLead: ReportColumn = { name: 'at', title: 'Became a lead', form: 'time' }
const account: ReportColumn = { name: 'account', title: 'Account', form: 'text' }
const dealColumns: readonly ReportColumn[] = [
  { name: 'deal', title: 'Deal', form: 'text' },
  account,
  { name: 'status', title: 'Status', form: 'text' },
  { name: 'at', title: 'Date', form: 'time', means: 'The day that the figure goes by.' },
]
const payerColumns: readonly ReportColumn[] = [
  { name: 'deal', title: 'Deal', form: 'text' },
  account,
  person,
  { name: 'at', title: 'Last paid', form: 'time' },
  { name: 'payments', title: 'Payments', form: 'count', means: 'Refunds are counted too.' },
]
const whole: ReportColumn = {
  name: 'whole',
  title: 'Amount',
  form: 'money',
  means: 'All of it, before it is shared out.',
}
const creditColumns: readonly ReportColumn[] = [
  { name: 'share', title: 'Credit', form: 'percent', means: 'The share that this group is given.' },
  {
    name: 'path',
    title: 'Touches',
    form: 'text',
    means: 'What was met inside the look-back, in order.',
  },
]

/** What the question and the figure pick of `credit` and `conversion`. */
const picked = ({ column, currency }: Figure): Sql =>
  monies.has(column)
    ? sql`figure = ${column} and currency = ${currency ?? ''}`
    : sql`figure = ${column}`

/** Journeys that the group is credited with, each with its share and the touches that led to it. */
function credited(asked: CreditQuestion, figure: Figure): Omit<RowsBehind, 'columns'> {
  const question = { ...asked, figure: figure.column as CreditRow['figure'] }
  const unit = monies.has(figure.column) ? sql`1000000` : one
  const inGroup = figure.group === undefined ? sql`true` : sql`value = ${figure.group}`
  const dated = dateOf[question.figure]
  return {
    rows: sql`
      ${withCredit(question)},
      mine as materialized (
        select journey, sum(parts) as parts from credit
        where ${picked(figure)} and ${inGroup} group by journey
      ),
      path as (
        select journey, array_to_string(list_slice(list(value order by "at", value), 1, 8), ' › ')
          || if(count(*) > 8, ' › …', '') as path
        from led where journey in (select journey from mine) group by journey
      ),
      paid as (
        select journey, max("at") as paid_at, count(*) as payments, any_value(person) as payer,
          any_value(account) as payer_account
        from payment where ${inPeriod(sql`"at"`, question)} and ${
          figure.currency === undefined ? sql`true` : sql`currency = ${figure.currency}`
        } group by journey
      )
      select m.journey as key, abs(m.parts) / ${unit} as sort, m.parts / ${unit} as adds,
        c.parts / ${unit} as whole, if(c.parts = 0, null, m.parts / c.parts) as share,
        w.path as path, coalesce(l.person, p.payer) as person, d.id as deal,
        coalesce(d.account, p.payer_account) as account, d.status as status,
        ${dated} as "at", p.payments as payments
      from mine m
      join (select journey, parts from conversion where ${picked(figure)}) c using (journey)
      left join path w using (journey)
      left join lead l using (journey)
      left join deal d using (journey)
      left join paid p using (journey)`,
    leftOut: leftOut(question, figure),
  }
}

/** The moment that a figure goes by. */
const dateOf: Readonly<Record<CreditRow['figure'], Sql>> = {
  leads: sql`l."at"`,
  opportunities: sql`d.opened`,
  pipeline: sql`d.opened`,
  won: sql`d.closed`,
  wonAmount: sql`d.closed`,
  revenue: sql`p.paid_at`,
}

/** What a credited figure does not hold: other currencies, deals without an amount or a date, what no touch led to. */
function leftOut(question: CreditQuestion, { column, group, currency }: Figure): Sql {
  const isMoney = monies.has(column)
  const moment = column.startsWith('won') ? sql`closed` : sql`opened`
  const ofDeals = column !== 'leads' && column !== 'revenue'
  const counted = column.startsWith('won') ? sql`status = 'won'` : sql`true`
  const cut = question.from !== undefined || question.to !== undefined
  return sql`
    ${withCredit(question)},
    elsewhere as (
      select ${`In another currency, which is never added`} as what, sum(parts) / 1e6 as amount, currency
      from conversion where figure = ${column} and ${isMoney} and currency <> ${currency ?? ''}
      group by currency
      union all
      select 'Deals without an amount', count(*), null from deal
      where ${isMoney && ofDeals} and micros is null and ${counted} and ${inPeriod(moment, question)}
      union all
      select 'Deals without a date, which lie in no period', count(*), null from deal
      where ${ofDeals && cut} and ${moment} is null and ${counted}
      union all
      select ${`Nobody had a touch inside the look-back: it stands under ${noTouch}`},
        sum(parts) / if(${isMoney}, 1e6, ${one}), if(${isMoney}, currency, null)
      from untouched where ${picked({ column, currency })}
        and ${group !== undefined && group !== noTouch} group by currency
    )
    select what, amount, currency from elsewhere where amount <> 0`
}

/** People who had such a touch, each once. */
function peopleBehind(question: CreditQuestion, { group }: Figure): RowsBehind {
  const { by, contentOnly, ...period } = question
  const { ofTouch, unknown } = dimensions[by]
  const value =
    by === 'topic'
      ? sql`coalesce(o.topic, ${unknown})`
      : sql`coalesce(nullif(${ofTouch}, ''), ${unknown})`
  const topics = by === 'topic' ? sql`left join topic_of o on o.content = t.met` : sql``
  const goes = goesBy({ by, contentOnly })
  const when = inPeriod(sql`t."at"`, period)
  // An arrival begins where the figure sees it begin: with the first of its pages that is asked for.
  const landed = sql`(
    select t.* from touch t left join identifier i on i.id = t.person
    where ${when} and ${goes}
    qualify not ${isSameArrival(sql`coalesce(i.person, t.person)`)}
  )`
  // What a touch met is worked out before the join, which the engine would else make pair by pair.
  const ofContent = sql`(select t.*, ${ofTouch} as met from touch t)`
  const plain = by === 'topic' ? ofContent : sql`touch`
  const touches = (of: Sql) => sql`
    from ${of} t left join identifier i on i.id = t.person ${topics} where ${when}`
  const without = contentOnly
    ? 'Touches that met no published content'
    : 'Steps inside the site, which have no channel of their own'
  return {
    columns: [
      person,
      { name: 'touches', title: 'Touches', form: 'count' },
      { name: 'firstAt', title: 'First', form: 'time' },
      { name: 'at', title: 'Last', form: 'time' },
    ],
    rows: sql`
      with ${contentNames}, ${topicsOfContent()}
      select coalesce(i.person, t.person) as key, coalesce(i.person, t.person) as person,
        epoch_us(max(t."at")) as sort, 1 as adds, count(distinct (t.contract, t.id)) as touches,
        min(t."at") as "firstAt", max(t."at") as "at"
      ${touches(by === 'landingPage' ? landed : plain)} and ${goes}
        and ${group === undefined ? sql`true` : sql`${value} = ${group}`}
      group by coalesce(i.person, t.person)`,
    leftOut: sql`
      with ${contentNames}, ${topicsOfContent()}
      select ${without} as what, count(distinct (t.contract, t.id)) as amount, null as currency
      ${touches(plain)} and not ${goes} having count(*) > 0`,
  }
}

function spendBehind({ by, ...period }: CreditQuestion, { group, currency }: Figure): RowsBehind {
  const { ofSpend, unknown }: Dimension = dimensions[by]
  const value = ofSpend
    ? sql`coalesce(nullif(${ofSpend}, ''), ${unknown})`
    : sql`${unknown}::varchar`
  const when = inPeriod(sql`s."at"`, period)
  return {
    columns: [
      { name: 'at', title: 'Day', form: 'day' },
      { name: 'channel', title: 'Channel', form: 'text' },
      { name: 'campaign', title: 'Campaign', form: 'text' },
      { name: 'clicks', title: 'Clicks', form: 'count' },
    ],
    rows: sql`
      select s.contract || ' ' || s.id as key, epoch_us(s."at") as sort,
        s.amount_micros / 1000000 as adds, s."at" as "at", s.channel as channel,
        s.campaign as campaign, s.clicks as clicks
      from spend s where ${when} and s.amount_currency = ${currency ?? ''}
        and ${group === undefined ? sql`true` : sql`${value} = ${group}`}`,
    leftOut: sql`
      select 'In another currency, which is never added' as what,
        sum(s.amount_micros) / 1e6 as amount, s.amount_currency as currency
      from spend s where ${when} and s.amount_currency <> ${currency ?? ''}
      group by s.amount_currency`,
  }
}
