import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { query, useActions, useLive, useMay, useStandingError } from '../app/index.ts'
import { Button, buttonClass } from '../ui/button.tsx'
import { DaysSelect, inDays } from '../ui/days-select.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { ErrorState } from '../ui/error-state.tsx'
import { Page } from '../ui/page.tsx'
import { Panel } from '../ui/panel.tsx'
import { sentence } from '../ui/read-fault.ts'
import { Skeleton } from '../ui/skeleton.tsx'
import { contentRange, type EntrySearch } from './content-search.ts'
import { allMoney, type Earned } from './earned.ts'
import { EntryPlaces } from './entry-places.tsx'
import { EntryResults } from './entry-results.tsx'
import { EntryText } from './entry-text.tsx'
import { EntryVersions } from './entry-versions.tsx'
import { leftAs } from './left-as.ts'
import { entryRoute } from './routes.tsx'
import { useEntryDeeds, type Entry } from './use-entry-deeds.ts'
import { WithdrawDialog } from './withdraw-dialog.tsx'

/** One entry: what it earns, what it says in each version, and what was done to it. */
export function EntryScreen() {
  const params = entryRoute.useParams()
  useLive(['content'], ['showEntry', 'listVersions', 'showResults'])
  useLive(['facts'], ['showResults'], 15_000)
  const read = useQuery(query('showEntry', { params }))
  const { data: entry, isFetching, refetch } = read
  const error = useStandingError(read)
  const back = <Back />
  if (entry) return <EntryPage entry={entry} />
  if (error?.problem.status === 404) {
    return (
      <Page title="There is no such entry" back={back}>
        <Panel flush>
          <EmptyState
            title="Nothing stands at this address"
            action={
              <Link to="/content" className={buttonClass('main')}>
                See the entries there are
              </Link>
            }
          >
            {sentence(error.problem.detail)} It may have had another slug, or its folder was not
            published yet.
          </EmptyState>
        </Panel>
      </Page>
    )
  }
  return (
    <Page
      title={error ? 'This entry could not be read' : params.slug}
      about={error ? undefined : <Skeleton className="h-5 w-72 max-w-full" />}
      back={back}
    >
      <Panel flush={error !== undefined}>
        {error ? (
          <ErrorState
            error={error}
            what="The entry could not be read"
            safe="Nothing was changed; readers go on getting what is published."
            onRetry={() => void refetch()}
            retrying={isFetching}
          />
        ) : (
          <Skeleton lines={12} label="The entry is being read" />
        )}
      </Panel>
    </Page>
  )
}

const Back = () => (
  <Link to="/content" search={leftAs.search}>
    Content
  </Link>
)

function EntryPage({ entry }: { readonly entry: Entry }) {
  const search = entryRoute.useSearch()
  const navigate = useNavigate()
  const days = contentRange.daysOf(search.range)
  const { collection, slug, latest, published, state } = entry
  const results = useQuery(query('showResults', { params: { collection, slug }, query: { days } }))
  const deeds = useEntryDeeds(entry)
  const may = useMay('edit')
  const [withdrawing, setWithdrawing] = useState(false)
  const change = (next: EntrySearch): void =>
    void navigate({
      to: '/content/$collection/$slug',
      params: { collection, slug },
      search: next,
      replace: true,
      resetScroll: false,
    })
  useActions([
    ...(!may || latest === published
      ? []
      : [
          {
            label: `Publish version ${latest}`,
            group: 'Content',
            run: () => void deeds.publish(latest),
          },
        ]),
    ...(!may || published === null
      ? []
      : [{ label: 'Withdraw this entry', group: 'Content', run: () => setWithdrawing(true) }]),
  ])
  return (
    <Page
      title={titleOf(entry, results.data?.earned)}
      about={aboutOf(entry, results.data?.earned, inDays(days))}
      back={<Back />}
      aside={
        <>
          <DaysSelect days={days} onChoose={(next) => change(contentRange.choose(search, next))} />
          {may && published !== null && (
            <Button busy={deeds.busy === 'withdraw'} onClick={() => setWithdrawing(true)}>
              Withdraw
            </Button>
          )}
          {may && latest !== published && (
            <Button
              tone="main"
              busy={deeds.busy === 'publish'}
              onClick={() => void deeds.publish(latest)}
            >
              {state === 'withdrawn' ? 'Publish again' : `Publish version ${latest}`}
            </Button>
          )}
        </>
      }
    >
      <EntryResults results={results} days={days} search={search} onChange={change} />
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,5fr)_minmax(0,3fr)]">
        <EntryText entry={entry} search={search} onChange={change} />
        <div className="flex flex-col gap-5">
          <EntryVersions entry={entry} search={search} onChange={change} deeds={deeds} />
          <EntryPlaces entry={entry} />
        </div>
      </div>
      {withdrawing && (
        <WithdrawDialog
          entry={entry}
          busy={deeds.busy === 'withdraw'}
          onWithdraw={deeds.withdraw}
          onClose={() => setWithdrawing(false)}
        />
      )}
    </Page>
  )
}

function titleOf({ title, state }: Entry, earned: Earned | undefined): string {
  if (state === 'withdrawn') return `“${title}” is withdrawn`
  if (state === 'draft') return `“${title}” is not published`
  if (state === 'gone') return `The file of “${title}” is gone`
  if (!earned) return title
  const [amount] = (['revenue', 'pipeline'] as const).filter((each) =>
    earned.money.some((one) => one[each] > 0),
  )
  if (amount === 'revenue') return `“${title}” brought ${allMoney(earned, amount)}`
  if (amount === 'pipeline') return `“${title}” opened ${allMoney(earned, amount)} of pipeline`
  return earned.touches > 0
    ? `“${title}” is read, and has earned nothing`
    : `Nobody reads “${title}”`
}

function aboutOf(entry: Entry, earned: Earned | undefined, when: string): string {
  const { state, published, latest, draft } = entry
  const readers =
    published === null
      ? 'Readers do not get it'
      : latest === published
        ? `Readers get version ${published}, its newest`
        : `Readers get version ${published}; version ${latest} ${draft ? 'is a draft' : 'waits'}`
  const gone = state === 'gone' ? '; it stays published until it is withdrawn' : ''
  return `${readers}${gone}${earned ? ` · figures ${when}` : ''}`
}
