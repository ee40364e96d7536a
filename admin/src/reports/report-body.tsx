import { useMemo } from 'react'
import { addressOf } from '../app/client.ts'
import { buttonClass } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Panel } from '../ui/panel.tsx'
import { Progress } from '../ui/progress.tsx'
import { countedAs } from './counted-as.ts'
import { FigureDrawer, type Figure } from './figure-drawer.tsx'
import { valueOf } from './figure-value.ts'
import { ReportChart } from './report-chart.tsx'
import { currenciesOf, usualMeasure } from './report-finding.ts'
import type { ChangeSearch, ReportAnswer, ReportEntry, ReportSearch } from './report-search.ts'
import { ReportTable } from './report-table.tsx'

/** The chart, the table of the same rows, and the figure that is open. */
export function ReportBody(props: {
  readonly entry: ReportEntry
  readonly answer: ReportAnswer
  readonly search: ReportSearch
  readonly asked: Readonly<Record<string, string>>
  readonly isOld: boolean
  readonly onChange: ChangeSearch
  readonly onOpen: (figure: Figure) => void
}) {
  const { entry, answer, search, asked, isOld, onChange, onOpen } = props
  const currencies = useMemo(() => currenciesOf(answer.rows), [answer.rows])
  const measure = search.measure ?? usualMeasure(answer)
  const figure =
    search.figure === undefined
      ? undefined
      : {
          column: search.figure,
          group: search.group,
          currency: search.currency,
        }
  return (
    <div aria-busy={isOld || undefined} className="relative flex flex-col gap-5">
      {isOld && <Progress />}
      {answer.rows.length > 0 && (
        <ReportChart
          answer={answer}
          measure={measure}
          currency={currencies.find((each) => each === search.in) ?? currencies[0]}
          currencies={currencies}
          onChange={onChange}
          onOpen={onOpen}
        />
      )}
      <Panel
        flush
        label="The rows"
        footer={
          answer.rows.length > 0 && <Footer answer={answer} asked={asked} name={entry.name} />
        }
      >
        <ReportTable
          answer={answer}
          currencies={currencies}
          measure={measure}
          chosen={search.measure}
          open={figure}
          onOpen={onOpen}
          empty={<NoRows entry={entry} search={search} onChange={onChange} />}
        />
      </Panel>
      <FigureDrawer
        report={entry.name}
        asked={asked}
        figure={figure}
        columns={answer.columns}
        value={figure && valueOf(answer, figure)}
        counted={countedAs(entry, answer)}
        opens={answer.opens}
        asOf={answer.asOf}
        onOpen={onOpen}
        onClose={() =>
          onChange({ figure: undefined, group: undefined, currency: undefined }, { replace: true })
        }
      />
    </div>
  )
}

function Footer(props: {
  readonly answer: ReportAnswer
  readonly asked: Readonly<Record<string, string>>
  readonly name: string
}) {
  const { answer, asked, name } = props
  return (
    <>
      <span className="flex min-w-0 flex-1 flex-col gap-1">
        {answer.notes.map((note) => (
          <span key={note} className="text-pretty">
            {note}
          </span>
        ))}
      </span>
      <a
        href={addressOf('reportCsv', { params: { name }, query: asked })}
        download={`${name}.csv`}
        className={buttonClass('plain', true)}
      >
        Download CSV
      </a>
    </>
  )
}

function NoRows(props: {
  readonly entry: ReportEntry
  readonly search: ReportSearch
  readonly onChange: ChangeSearch
}) {
  const { entry, search, onChange } = props
  const isCut = entry.takes.period !== undefined && search.range !== 'all'
  if (isCut) {
    return (
      <EmptyState
        title="No rows in this range"
        action={
          <button
            type="button"
            className={buttonClass('main')}
            onClick={() => onChange({ range: 'all', from: undefined, to: undefined })}
          >
            Look at all time
          </button>
        }
      >
        It goes by {entry.takes.period}. Older facts may hold something.
      </EmptyState>
    )
  }
  return (
    <EmptyState title="No facts answer this yet" command="linchpin pull">
      This report fills as soon as a contract brings touches, leads, deals or payments. Read what
      the sources hold now:
    </EmptyState>
  )
}
