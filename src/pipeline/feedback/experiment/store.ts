import { sql, type Sql } from '../../../platform/database/sql.ts'
import type { WarehouseQueryable } from '../../../platform/warehouse/index.ts'
import type { FactQuery, Figure, RowsBehind } from '../../intelligence/define.ts'
import type { Experiment } from '../define.ts'
import type { Dealt } from './expected-shares.ts'

/** Persons by the arm they were first dealt and how it was dealt. */
export interface DealtRow extends Dealt {
  readonly conversions: number
  /** Those of the units that were dealt another arm later. They count here all the same. */
  readonly several: number
}

/** Persons who were dealt the same arm in the same way and did the same on the same days (UTC, `2026-05-04`). */
export interface DealtDay extends Dealt {
  readonly day: string
  /** When they were dealt another arm for the first time, if ever. */
  readonly severalDay: string | null
  /** When they first reached the goal after they were dealt the arm, if ever. */
  readonly convertedDay: string | null
}

/** Exposures that chance decided on: only these deal somebody an arm. */
const byChance = sql`
  e.fallback is null and e.unit is not null and e.propensity > 0 and e.propensity < 1`
const person = sql`coalesce(i.person, e.unit)`

/**
 * `dealt(person, how, first_at, several_at, converted_at)`: persons by the first exposure of each,
 * whatever they were dealt later. A person with two devices is one unit. Only exposures that chance
 * decided on take part.
 */
const dealtPersons = ({ name, metric: { goal } }: Pick<Experiment, 'name' | 'metric'>): Sql => sql`
  chanced as materialized (
    select ${person} as person, e."at" as shown_at, e.variant as variant,
      row(e."at", e.contract, e.id) as place,
      struct_pack(arm := e.variant, "table" := coalesce(e."table", 0),
        region := coalesce(e.region, ''), propensity := e.propensity) as how
    from exposure e left join identifier i on i.id = e.unit
    where e.experiment = ${name} and ${byChance}
  ),
  firsts as materialized (
    select person, arg_min(how, place) as how, min(shown_at) as first_at from chanced group by person
  ),
  others as (
    select c.person, min(c.shown_at) as several_at
    from chanced c join firsts f using (person) where c.variant <> f.how.arm group by c.person
  ),
  reached as (
    select f.person, min(g."at") as converted_at
    from goal g left join identifier i on i.id = g.person
    join firsts f on f.person = coalesce(i.person, g.person)
    where g.name = ${goal} and g."at" >= f.first_at group by f.person
  ),
  dealt as materialized (
    select f.person, f.how, f.first_at, o.several_at, r.converted_at
    from firsts f left join others o using (person) left join reached r using (person)
  )`

/** Counts persons by what they were dealt, and by the days on which it happened, in one pass. */
export function dealtByDay(query: FactQuery, experiment: Experiment): Promise<DealtDay[]> {
  const day = (moment: Sql) => sql`strftime(${moment}, '%Y-%m-%d')`
  return query<DealtDay>`
    with ${dealtPersons(experiment)}
    select how.arm as arm, how."table" as "table", how.region as region,
      how.propensity as propensity, ${day(sql`first_at`)} as day,
      ${day(sql`several_at`)} as "severalDay", ${day(sql`converted_at`)} as "convertedDay",
      count(*) as units
    from dealt group by all order by all`
}

export interface SetAside {
  /** Exposures that chance had no part in. */
  readonly exposures: number
  /** Why: a fallback's reason, `one-variant` where only one was allowed, `no-propensity` where none was logged. */
  readonly because: string
}

/**
 * The last day (UTC, `2026-05-04`) on which somebody new was dealt an arm, by experiment: the last first
 * day that `dealtByDay` has. Experiments that dealt nobody an arm are not in it.
 */
export async function lastDealt(warehouse: WarehouseQueryable): Promise<Map<string, string>> {
  const rows = await warehouse.query<{ experiment: string; day: string }>(sql`
    select experiment, strftime(max(first_at), '%Y-%m-%d') as day
    from (
      select e.experiment as experiment, min(e."at") as first_at
      from exposure e left join identifier i on i.id = e.unit
      where e.experiment is not null and ${byChance} group by e.experiment, ${person}
    )
    group by experiment`)
  return new Map(rows.map(({ experiment, day }) => [experiment, day]))
}

const because = sql`case when e.fallback is not null then e.fallback when e.unit is null then 'no-unit'
  when e.propensity >= 1 then 'one-variant' else 'no-propensity' end`
const ofNoChance = (experiment: string) => sql`
  e.experiment = ${experiment} and (e.fallback is not null or e.unit is null
    or e.propensity is null or e.propensity <= 0 or e.propensity >= 1)`

/** Counts the exposures of the experiment that say nothing about it. */
export function exposuresSetAside(query: FactQuery, experiment: string): Promise<SetAside[]> {
  return query<SetAside>`
    select ${because} as because, count(*) as exposures
    from exposure e where ${ofNoChance(experiment)}
    group by all order by all`
}

/** The persons of an arm, or those of them who reached the goal. */
export function personsBehind(
  experiment: Experiment,
  { column, group }: Figure,
): RowsBehind | undefined {
  if (column !== 'units' && column !== 'conversions') return undefined
  const inArm = group === undefined ? sql`true` : sql`how.arm = ${group}`
  const counted = column === 'units' ? sql`true` : sql`converted_at is not null`
  return {
    columns: [
      { name: 'person', title: 'Person', form: 'text' },
      { name: 'at', title: 'First shown', form: 'time' },
      { name: 'converted', title: 'Reached the goal', form: 'time' },
      { name: 'region', title: 'Region', form: 'text' },
      { name: 'propensity', title: 'Chance of this arm', form: 'percent' },
    ],
    rows: sql`
      with ${dealtPersons(experiment)}
      select person as key, epoch_us(first_at) as sort, 1 as adds, person, first_at as "at",
        converted_at as converted, nullif(how.region, '') as region, how.propensity as propensity
      from dealt where ${inArm} and ${counted}`,
    leftOut: sql`
      select 'Exposures that chance had no part in: ' || ${because} as what, count(*) as amount,
        null as currency
      from exposure e where ${ofNoChance(experiment.name)} group by all order by all`,
  }
}
