import { Bars } from '../ui/bars.tsx'
import { formatMany } from '../ui/format.ts'
import { Panel } from '../ui/panel.tsx'
import { Select } from '../ui/select.tsx'
import type { Figure } from './figure-drawer.tsx'
import { barsOf } from './report-bars.ts'
import { figureColumns, figureText, isOfCurrency, isUnknown } from './report-finding.ts'
import type { ChangeSearch, ReportAnswer } from './report-search.ts'

const mostBars = 12

/** The same rows as the table below, one column of them drawn: the largest first. */
export function ReportChart(props: {
  readonly answer: ReportAnswer
  readonly measure: string | undefined
  readonly currency: string | undefined
  readonly currencies: readonly string[]
  readonly onChange: ChangeSearch
  readonly onOpen: (figure: Figure) => void
}) {
  const { answer, measure, currency, currencies, onChange, onOpen } = props
  const drawn = figureColumns(answer.columns)
  const column = drawn.find(({ name }) => name === measure)
  const [first] = answer.columns
  if (!column || !first) return null
  const bars = barsOf(answer, column, currency)
  const shown = bars.slice(0, mostBars)
  const rest = bars.length - shown.length
  return (
    <Panel
      title={`${column.title} by ${first.title.toLowerCase()}`}
      aside={
        <span className="flex flex-wrap items-center gap-2">
          <Select
            aria-label="What the chart shows"
            value={column.name}
            options={drawn.map(({ name, title }) => ({ value: name, label: title }))}
            onChoose={(name) => onChange({ measure: name })}
          />
          {isOfCurrency(column, answer.columns) && currencies.length > 1 && (
            <Select
              aria-label="In which currency"
              value={currency ?? ''}
              options={currencies.map((each) => ({ value: each, label: each }))}
              onChoose={(value) => onChange({ in: value === currencies[0] ? undefined : value })}
            />
          )}
        </span>
      }
    >
      {shown.length === 0 ? (
        <p className="text-muted">Every row has nothing here.</p>
      ) : (
        <Bars
          label={`${column.title} by ${first.title.toLowerCase()}`}
          head={[first.title, column.title]}
          bars={shown.map((bar) => ({ ...bar, chosen: !isUnknown(bar.figure.group) }))}
          format={(value) => figureText(value, column, currency)}
          onOpen={(id) => onOpen(shown.find((bar) => bar.id === id)!.figure)}
        />
      )}
      {rest > 0 && (
        <p className="mt-3 text-sm text-muted">
          {formatMany(rest, 'smaller row stands', 'smaller rows stand')} in the table.
        </p>
      )}
    </Panel>
  )
}
