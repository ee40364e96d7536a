import { useRef, useState, type KeyboardEvent } from 'react'
import { Field } from '../ui/field.tsx'
import { Input } from '../ui/input.tsx'
import { Select } from '../ui/select.tsx'
import {
  daysOf,
  isDay,
  ranges,
  usualRange,
  type ChangeSearch,
  type RangeName,
  type ReportEntry,
  type ReportSearch,
} from './report-search.ts'

const credits = [
  { value: 'linear', label: 'Each touch alike' },
  { value: 'first', label: 'First touch' },
  { value: 'last', label: 'Last touch' },
]
const lookbacks = ['7', '30', '60', '90', '180', '365']

/** Whether there is anything to choose. */
export const asksAnything = ({ takes: { period, by, of } }: ReportEntry): boolean =>
  Boolean(period || (by && by.length > 1) || (of?.oneOf && of.oneOf.length > 0))

/** What a report is asked: only what it takes. Everything goes into the address. */
export function ReportControls(props: {
  readonly entry: ReportEntry
  readonly search: ReportSearch
  readonly onChange: ChangeSearch
}) {
  const { entry, search, onChange } = props
  const { period, by, credit, of } = entry.takes
  return (
    <div className="grid grid-cols-2 items-end gap-x-3 gap-y-2.5 sm:flex sm:flex-wrap">
      {of?.oneOf && of.oneOf.length > 0 && (
        <Field label={sentence(of.what)}>
          <Select
            value={search.of ?? (of.needed ? of.oneOf[0]! : '')}
            options={[
              ...(of.needed ? [] : [{ value: '', label: 'All' }]),
              ...of.oneOf.map((each) => ({ value: each, label: each })),
            ]}
            onChoose={(value) => onChange({ of: value || undefined })}
          />
        </Field>
      )}
      {period && <Range search={search} onChange={onChange} />}
      {by && by.length > 1 && (
        <Field label="Group by">
          <Select
            value={search.by ?? by[0]!}
            options={by.map((each) => ({ value: each, label: sentence(each) }))}
            onChoose={(value) => onChange({ by: value === by[0] ? undefined : value })}
          />
        </Field>
      )}
      {credit && (
        <>
          <Field label="Credit">
            <Select
              value={search.credit ?? 'linear'}
              options={credits}
              onChoose={(value) => onChange({ credit: value === 'linear' ? undefined : value })}
            />
          </Field>
          <Field label="Look-back">
            <Select
              value={search.lookback ?? '30'}
              options={lookbackOptions(search.lookback)}
              onChoose={(value) => onChange({ lookback: value === '30' ? undefined : value })}
            />
          </Field>
        </>
      )}
    </div>
  )
}

const own = 'own'

function Range(props: { readonly search: ReportSearch; readonly onChange: ChangeSearch }) {
  const { search, onChange } = props
  const isOwn = search.from !== undefined || search.to !== undefined
  const { from, to } = daysOf(search, new Date())
  const choose = (value: RangeName | typeof own) => {
    if (value === own) return onChange({ range: undefined, from, to: to ?? today() })
    onChange({ range: value === usualRange ? undefined : value, from: undefined, to: undefined })
  }
  return (
    <>
      <Field label="Range">
        <Select<RangeName | typeof own>
          value={isOwn ? own : (search.range ?? usualRange)}
          options={[
            ...Object.entries(ranges).map(([value, { label }]) => ({
              value: value as RangeName,
              label,
            })),
            { value: own, label: 'From … to …' },
          ]}
          onChoose={choose}
        />
      </Field>
      {isOwn && (
        <>
          <DayField
            label="From"
            value={search.from}
            max={search.to}
            onChoose={(from) => onChange({ from }, { replace: true })}
          />
          <DayField
            label="To"
            value={search.to}
            min={search.from}
            onChoose={(to) => onChange({ to }, { replace: true })}
          />
        </>
      )}
    </>
  )
}

/**
 * A day, told once it is whole: what is typed passes through other days on its way, and each would be a
 * run of the report. What is taken from the calendar is whole at once.
 */
function DayField(props: {
  readonly label: string
  readonly value: string | undefined
  readonly min?: string | undefined
  readonly max?: string | undefined
  readonly onChoose: (day: string) => void
}) {
  const { label, value = '', min, max, onChoose } = props
  // What is being typed stands until the address says another day.
  const [typed, setTyped] = useState({ over: value, day: value })
  const isTyping = useRef(false)
  const day = typed.over === value ? typed.day : value
  const hold = (next: string): void => setTyped({ over: value, day: next })
  const tell = (next: string): void => {
    isTyping.current = false
    if (next !== value && isDay(next)) onChoose(next)
  }
  const onKeyDown = ({ key }: KeyboardEvent): void => {
    if (key === 'Enter') tell(day)
    else isTyping.current = true
  }
  return (
    <Field label={label}>
      <Input
        type="date"
        value={day}
        min={min}
        max={max}
        onKeyDown={onKeyDown}
        onChange={({ currentTarget }) => {
          hold(currentTarget.value)
          if (!isTyping.current) tell(currentTarget.value)
        }}
        onBlur={() => {
          tell(day)
          // A day that is half typed is none.
          if (!isDay(day)) hold(value)
        }}
      />
    </Field>
  )
}

const today = (): string => new Date().toISOString().slice(0, 10)

function lookbackOptions(chosen: string | undefined) {
  const days = chosen && !lookbacks.includes(chosen) ? [...lookbacks, chosen] : lookbacks
  return days.map((value) => ({ value, label: `${value} days` }))
}

/** `landingPage` as people read it: Landing page. */
function sentence(name: string): string {
  const text = name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
  return text.charAt(0).toUpperCase() + text.slice(1)
}
