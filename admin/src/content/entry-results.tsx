import type { UseQueryResult } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useStandingError, type Answer } from '../app/index.ts'
import { inDays, type Days } from '../ui/days-select.tsx'
import { ErrorState } from '../ui/error-state.tsx'
import { Field } from '../ui/field.tsx'
import { formatCount, formatMoney } from '../ui/format.ts'
import { Lines } from '../ui/lines.tsx'
import { Panel } from '../ui/panel.tsx'
import { Select } from '../ui/select.tsx'
import { Skeleton } from '../ui/skeleton.tsx'
import { Stat } from '../ui/stat.tsx'
import type { EntrySearch } from './content-search.ts'
import { allMoney, formatShared, mainCurrency, moneyIn, type Earned } from './earned.ts'

type Results = Answer<'showResults'>
type Measure = 'touches' | NonNullable<EntrySearch['measure']>

const measures: readonly { value: Measure; label: string }[] = [
  { value: 'touches', label: 'Touches' },
  { value: 'people', label: 'People' },
  { value: 'leads', label: 'Leads' },
  { value: 'pipeline', label: 'Pipeline' },
  { value: 'revenue', label: 'Revenue' },
]

/** What an entry earned: in figures, and week by week. */
export function EntryResults(props: {
  readonly results: UseQueryResult<Results>
  readonly days: Days
  readonly search: EntrySearch
  readonly onChange: (search: EntrySearch) => void
}) {
  const { results, days, search, onChange } = props
  const { data } = results
  const error = useStandingError(results)
  const measure = search.measure ?? 'touches'
  return (
    <Panel
      title="What it earns"
      aside={
        data && (
          <Field label="What is drawn" hideLabel>
            <Select
              options={measures}
              value={measure}
              onChoose={(next) => {
                const { measure: _, ...rest } = search
                onChange(next === 'touches' ? rest : { ...rest, measure: next })
              }}
            />
          </Field>
        )
      }
      footer="Linear credit: a lead, deal or payment is shared out among all that was read in the 30 days before. The chart has whole weeks only, so that the one under way does not look like a fall."
    >
      {data ? (
        <>
          <Figures earned={data.earned} />
          <Weeks results={data} measure={measure} days={days} />
        </>
      ) : error ? (
        <ErrorState
          error={error}
          what="What it earned could not be read"
          safe="Nothing was changed. It can be published and withdrawn all the same."
          onRetry={() => void results.refetch()}
          retrying={results.isFetching}
        />
      ) : (
        <>
          <Skeleton className="mb-5 h-13 w-full" label="What it earned is being read" />
          <Skeleton className="h-66 w-full" />
        </>
      )}
    </Panel>
  )
}

function Figures({ earned }: { readonly earned: Earned }) {
  return (
    <div className="mb-5 grid grid-cols-2 gap-x-6 gap-y-4 sm:grid-cols-3 lg:grid-cols-5">
      <Stat label="Touches" value={formatCount(earned.touches)} />
      <Stat label="People" value={formatCount(earned.people)} />
      <Stat label="Leads" value={formatShared(earned.leads)} />
      <Stat label="Pipeline" value={allMoney(earned, 'pipeline')} />
      <Stat label="Revenue" value={allMoney(earned, 'revenue')} />
    </div>
  )
}

function Weeks(props: {
  readonly results: Results
  readonly measure: Measure
  readonly days: Days
}) {
  const { results, measure, days } = props
  const currency = useMemo(() => mainCurrency([results.earned, ...results.weeks]), [results])
  const isMoney = measure === 'pipeline' || measure === 'revenue'
  const points = useMemo(
    () =>
      everyWeek(results, days).map(({ at, earned }) => ({
        at,
        value: isMoney ? moneyIn(earned, measure, currency) : (earned?.[measure] ?? 0),
      })),
    [results, days, measure, isMoney, currency],
  )
  const { label } = measures.find(({ value }) => value === measure)!
  if (points.length === 0) {
    return (
      <p className="py-6 text-muted">
        {results.weeks.length === 0
          ? `Nobody met it ${inDays(days)}.`
          : 'No whole week has passed yet; then this shows how it goes.'}
      </p>
    )
  }
  return (
    <Lines
      label={`${label} by week, each from its Monday`}
      series={[{ id: measure, label, points }]}
      format={(value) =>
        isMoney
          ? formatMoney(value, currency, { short: true })
          : measure === 'leads'
            ? formatShared(value)
            : formatCount(value)
      }
    />
  )
}

const dayMs = 86_400_000
const weekMs = 7 * dayMs
const mostWeeks = 520

/** Each whole week from the first one that had anything on, also those that had nothing. */
function everyWeek({ weeks, asOf }: Results, days: Days): { at: number; earned: Earned | null }[] {
  const [first] = weeks
  if (!first) return []
  const known = new Map(weeks.map((each) => [Date.parse(each.week), each]))
  const today = Math.floor(Date.parse(asOf) / dayMs) * dayMs
  const rangeStart = days === undefined ? -Infinity : today - (days - 1) * dayMs
  const end = Date.parse(asOf)
  const all = []
  for (let at = Date.parse(first.week); at + weekMs <= end; at += weekMs) {
    if (at >= rangeStart) all.push({ at, earned: known.get(at) ?? null })
  }
  return all.slice(-mostWeeks)
}
