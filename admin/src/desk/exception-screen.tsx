import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import {
  ContractLink,
  query,
  useActions,
  useLive,
  useStandingError,
  type Answer,
} from '../app/index.ts'
import { Age } from '../ui/age.tsx'
import { Badge } from '../ui/badge.tsx'
import { ErrorState } from '../ui/error-state.tsx'
import { formatMany } from '../ui/format.ts'
import { Page } from '../ui/page.tsx'
import { Panel } from '../ui/panel.tsx'
import { Skeleton } from '../ui/skeleton.tsx'
import { ExceptionBody } from './exception-body.tsx'
import { leftAs } from './left-as.ts'
import { exceptionRoute } from './routes.tsx'

/** One exception: everything that a person needs to judge it, and what to do about it. */
export function ExceptionScreen() {
  const { id } = exceptionRoute.useParams()
  const read = useQuery(query('showException', { params: { id: Number(id) } }))
  const { data, isFetching, refetch } = read
  const error = useStandingError(read)
  useLive(['desk'], ['showException', 'listHeld', 'showHeld'])
  const navigate = useNavigate()
  useActions([
    {
      label: 'Back to the desk',
      keys: 'Escape',
      group: 'Desk',
      run: () => void navigate({ to: '/desk', search: leftAs.search }),
    },
  ])
  const back = (
    <Link to="/desk" search={leftAs.search} className="hover:text-ink hover:underline">
      Desk
    </Link>
  )
  if (data) {
    return (
      <Page title={data.title} about={<About exception={data} />} back={back}>
        <ExceptionBody exception={data} />
      </Page>
    )
  }
  return (
    <Page
      title={error ? `Exception ${id} could not be read` : `Exception ${id}`}
      about={error ? undefined : <Skeleton className="h-5 w-72 max-w-full" />}
      back={back}
    >
      {!error ? (
        <>
          <Panel>
            <Skeleton lines={3} label="The exception is being read" />
          </Panel>
          <Panel>
            <Skeleton className="h-64 w-full" />
          </Panel>
        </>
      ) : (
        <Panel flush>
          <ErrorState
            error={error}
            what="This exception could not be read"
            onRetry={() => void refetch()}
            retrying={isFetching}
          />
        </Panel>
      )}
    </Page>
  )
}

function About({ exception }: { readonly exception: Answer<'showException'> }) {
  const { id, mode, contract, owner, state, dueAt, firstAt, occurrences, resolvedAt, resolvedBy } =
    exception
  return (
    <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
      <Badge tone={state === 'resolved' ? 'plain' : mode === 'unconfirmed' ? 'bad' : 'warn'}>
        {mode}
      </Badge>
      {contract && <ContractLink name={contract} />}
      <span>owner {owner}</span>
      <span>
        {occurrences === 1 ? 'seen once' : `seen ${formatMany(occurrences, 'time')}`}, first{' '}
        <Age at={firstAt} ago />
      </span>
      <span>
        {state === 'resolved' ? (
          <>
            resolved by {resolvedBy} <Age at={resolvedAt} ago />
          </>
        ) : (
          <Age at={dueAt} due />
        )}
      </span>
      <span>no. {id}</span>
    </span>
  )
}
