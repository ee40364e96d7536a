import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { query, useStandingError, type Answer } from '../app/index.ts'
import { Diff } from '../ui/diff.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { ErrorState } from '../ui/error-state.tsx'
import { Field } from '../ui/field.tsx'
import { Panel } from '../ui/panel.tsx'
import { Select } from '../ui/select.tsx'
import { Skeleton } from '../ui/skeleton.tsx'
import { Tabs } from '../ui/tabs.tsx'
import type { EntrySearch } from './content-search.ts'
import { PageBody } from './page-body.tsx'
import type { Entry } from './use-entry-deeds.ts'

type Version = Answer<'showVersion'>
type View = 'page' | NonNullable<EntrySearch['show']>

/** What a version says: as readers get it, as it differs from another, and as it was written. */
export function EntryText(props: {
  readonly entry: Entry
  readonly search: EntrySearch
  readonly onChange: (search: EntrySearch) => void
}) {
  const { entry, search, onChange } = props
  const { published, latest } = entry
  const number = search.version ?? published ?? latest
  const version = useVersion(entry, number)
  const view: View = search.show ?? 'page'
  return (
    <Panel label="What it says" flush>
      <Tabs
        label={`Version ${number}`}
        value={view}
        onChoose={(next) => {
          const { show: _, ...rest } = search
          onChange(next === 'page' ? rest : { ...rest, show: next })
        }}
        tabs={[
          {
            value: 'page',
            label: number === published ? 'As readers get it' : `Version ${number}, as a page`,
            panel: (
              <Read version={version}>
                {({ html }) => <PageBody html={html} base={entry.url} />}
              </Read>
            ),
          },
          {
            value: 'changes',
            label: 'What changed',
            panel: (
              <Changes
                entry={entry}
                version={version}
                number={number}
                search={search}
                onChange={onChange}
              />
            ),
          },
          {
            value: 'source',
            label: 'As written',
            panel: (
              <Read version={version}>
                {({ text }) => (
                  <pre
                    tabIndex={0}
                    role="region"
                    aria-label="Front matter and Markdown"
                    className="font-mono text-sm break-words whitespace-pre-wrap"
                  >
                    {text}
                  </pre>
                )}
              </Read>
            ),
          },
        ]}
      />
    </Panel>
  )
}

const useVersion = ({ collection, slug }: Entry, version: number): UseQueryResult<Version> =>
  useQuery({
    ...query('showVersion', { params: { collection, slug, version } }),
    // A version never changes.
    staleTime: Infinity,
  })

function Read(props: {
  readonly version: UseQueryResult<Version>
  readonly flush?: boolean
  readonly children: (version: Version) => ReactNode
}) {
  const { version, flush, children } = props
  const error = useStandingError(version)
  if (version.data) {
    return <div className={flush ? '' : 'px-5 py-5'}>{children(version.data)}</div>
  }
  if (error) {
    return (
      <ErrorState
        error={error}
        what="This version could not be read"
        onRetry={() => void version.refetch()}
        retrying={version.isFetching}
      />
    )
  }
  return (
    <div className="px-5 py-5">
      <Skeleton lines={14} label="The version is being read" />
    </div>
  )
}

function Changes(props: {
  readonly entry: Entry
  readonly version: UseQueryResult<Version>
  readonly number: number
  readonly search: EntrySearch
  readonly onChange: (search: EntrySearch) => void
}) {
  const { entry, version, number, search, onChange } = props
  const { latest, published } = entry
  // A version that waits is held against what readers get; any other against the one before.
  const usual = published !== null && number > published ? published : number - 1
  const others = Array.from({ length: latest }, (_, n) => latest - n).filter((n) => n !== number)
  const against = others.find((each) => each === (search.against ?? usual)) ?? others[0] ?? number
  const other = useVersion(entry, against)
  if (latest === 1) {
    return (
      <EmptyState title="There is one version only">
        Change its file and publish the folder; then this shows what changed, line by line.
      </EmptyState>
    )
  }
  return (
    <>
      <div className="flex flex-wrap items-center gap-2 px-5 pt-4">
        <span className="text-muted">Version {number} against</span>
        <Field label="Compare with" hideLabel>
          <Select
            value={String(against)}
            onChoose={(next) => onChange({ ...search, against: Number(next) })}
            options={others.map((each) => ({
              value: String(each),
              label: each === published ? `version ${each}, which readers get` : `version ${each}`,
            }))}
          />
        </Field>
      </div>
      <Read version={version}>
        {({ text }) => (
          <Read version={other} flush>
            {(before) =>
              before.text === text ? (
                <p className="text-muted">Both say the same.</p>
              ) : (
                <Diff
                  before={before.text}
                  after={text}
                  label={`What changed from version ${before.version} to version ${number}`}
                />
              )
            }
          </Read>
        )}
      </Read>
    </>
  )
}
