import { Field } from './field.tsx'
import { Select } from './select.tsx'

/** How far a screen looks back: days, or all time where absent. Kept in the URL. */
export type Days = 7 | 30 | 90 | 365 | undefined

const choices = [
  { value: '7', label: 'Last 7 days' },
  { value: '30', label: 'Last 30 days' },
  { value: '90', label: 'Last 90 days' },
  { value: '365', label: 'Last 365 days' },
  { value: 'all', label: 'All time' },
] as const

/** Chooses how far a screen looks back. */
export function DaysSelect({
  days,
  onChoose,
}: {
  readonly days: Days
  readonly onChoose: (days: Days) => void
}) {
  return (
    <Field label="Range" hideLabel>
      <Select
        options={choices}
        value={days === undefined ? 'all' : (String(days) as (typeof choices)[number]['value'])}
        onChoose={(value) => onChoose(value === 'all' ? undefined : (Number(value) as Days))}
      />
    </Field>
  )
}

/** In words, for the middle of a sentence: "in the last 90 days", "so far". */
export const inDays = (days: Days): string =>
  days === undefined ? 'so far' : `in the last ${days} days`
