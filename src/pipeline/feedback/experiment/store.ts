import type { FactQuery } from '../../intelligence/define.ts'
import type { Dealt } from './expected-shares.ts'

/** Persons by the arm they were first dealt and how it was dealt. */
export interface DealtRow extends Dealt {
  /** They were dealt another arm later: they belong to no arm. */
  readonly several: boolean
  readonly conversions: number
}

/**
 * Counts persons by the first exposure of each, and those of them who reached the goal then or later.
 * A person with two devices is one unit. Only exposures that chance decided on take part.
 */
export function dealtUnits(
  query: FactQuery,
  experiment: string,
  goal: string,
): Promise<DealtRow[]> {
  return query<DealtRow>`
    with dealt as (
      select coalesce(i.person, e.unit) as person, min(e."at") as first_at,
        count(distinct e.variant) > 1 as several,
        arg_min(struct_pack(arm := e.variant, "table" := coalesce(e."table", 0),
          region := coalesce(e.region, ''), propensity := e.propensity),
          row(e."at", e.contract, e.id)) as how
      from exposure e left join identifier i on i.id = e.unit
      where e.experiment = ${experiment} and e.fallback is null and e.unit is not null
        and e.propensity > 0 and e.propensity < 1
      group by 1
    ),
    reached as (
      select coalesce(i.person, g.person) as person, max(g."at") as last_at
      from goal g left join identifier i on i.id = g.person
      where g.name = ${goal} group by 1
    )
    select how.arm as arm, how."table" as "table", how.region as region,
      how.propensity as propensity, several, count(*) as units,
      count(*) filter (where r.last_at >= d.first_at) as conversions
    from dealt d left join reached r using (person)
    group by all order by all`
}

export interface SetAside {
  /** Exposures that chance had no part in. */
  readonly exposures: number
  /** Why: a fallback's reason, `one-variant` where only one was allowed, `no-propensity` where none was logged. */
  readonly because: string
  readonly table: number
}

/** Counts the exposures of the experiment that say nothing about it. */
export function exposuresSetAside(query: FactQuery, experiment: string): Promise<SetAside[]> {
  return query<SetAside>`
    select case when e.fallback is not null then e.fallback when e.unit is null then 'no-unit'
        when e.propensity >= 1 then 'one-variant' else 'no-propensity' end as because,
      coalesce(e."table", 0) as "table", count(*) as exposures
    from exposure e
    where e.experiment = ${experiment} and (e.fallback is not null or e.unit is null
      or e.propensity is null or e.propensity <= 0 or e.propensity >= 1)
    group by all order by all`
}
