import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { ContractLink, Missing, query, useStandingError, type Answer } from '../app/index.ts'
import { ErrorState } from '../ui/error-state.tsx'
import { formatCalendarDay } from '../ui/format.ts'
import { Page } from '../ui/page.tsx'
import { Panel } from '../ui/panel.tsx'
import { Prose } from '../ui/prose.tsx'
import { Skeleton } from '../ui/skeleton.tsx'
import { DecisionStatus } from './decision-status.tsx'
import { decisionRoute } from './routes.tsx'

type Decision = Answer<'showDecision'>

/** One decision, to be read. */
export function DecisionScreen() {
  const { id } = decisionRoute.useParams()
  const read = useQuery(query('showDecision', { params: { id } }))
  const { data, isFetching, refetch } = read
  const error = useStandingError(read)
  const back = (
    <Link to="/decisions" className="hover:text-ink hover:underline">
      Decisions
    </Link>
  )
  if (data) {
    return (
      <Page title={data.title} back={back} about={<About decision={data} />}>
        <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_16rem]">
          <Panel label="The decision">
            <Prose html={data.html} />
          </Panel>
          <Beside decision={data} />
        </div>
      </Page>
    )
  }
  if (error?.problem.status === 404) return <Missing problem={error.problem} />
  return (
    <Page
      title={error ? 'This decision could not be read' : 'Decision'}
      about={error ? undefined : <Skeleton className="h-5 w-72 max-w-full" />}
      back={back}
    >
      <Panel flush={error !== undefined} label="The decision">
        {!error ? (
          <Skeleton lines={12} label="The decision is being read" />
        ) : (
          <ErrorState
            error={error}
            what="This decision could not be read"
            safe="The files are as they were."
            onRetry={() => void refetch()}
            retrying={isFetching}
          />
        )}
      </Panel>
    </Page>
  )
}

function About({ decision }: { readonly decision: Decision }) {
  const { number, status, date, people } = decision
  return (
    <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
      {number !== null && <span>{String(number).padStart(4, '0')}</span>}
      <DecisionStatus status={status} />
      {date && <time dateTime={date}>{formatCalendarDay(date)}</time>}
      {people.length > 0 && <span>{people.join(', ')}</span>}
    </span>
  )
}

/** What the decision is connected with. */
function Beside({ decision }: { readonly decision: Decision }) {
  const { contracts, supersededBy, before, after, problems, file } = decision
  return (
    <aside aria-label="What it is connected with" className="flex flex-col gap-4 text-sm">
      {problems.length > 0 && (
        <Part title="What is wrong with the file">
          {problems.map((each) => (
            <p key={each} className="text-warn">
              {each}
            </p>
          ))}
        </Part>
      )}
      {supersededBy && (
        <Part title="Superseded by">
          <DecisionLink {...supersededBy} />
        </Part>
      )}
      <Part title="Contracts that rest on it">
        {contracts.length === 0
          ? 'None names it.'
          : contracts.map((each) => (
              <p key={each} className="break-words">
                <ContractLink name={each} />
              </p>
            ))}
      </Part>
      {(before ?? after) && (
        <Part title="Before and after">
          {before && <DecisionLink {...before} />}
          {after && <DecisionLink {...after} />}
        </Part>
      )}
      <Part title="File">
        <code className="font-mono break-all">{file}</code>
      </Part>
    </aside>
  )
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <div className="flex flex-col gap-1">
      <h2 className="font-semibold">{title}</h2>
      <div className="flex flex-col gap-1 text-muted">{children}</div>
    </div>
  )
}

const DecisionLink = ({ id, title }: { readonly id: string; readonly title: string }) => (
  <Link to="/decisions/$id" params={{ id }} className="text-ink underline">
    {title}
  </Link>
)
