import { useInfiniteQuery } from '@tanstack/react-query'
import { listEnd, pages, useMay, useStandingError, type Answer } from '../app/index.ts'
import { Age } from '../ui/age.tsx'
import { Badge } from '../ui/badge.tsx'
import { Button } from '../ui/button.tsx'
import { cx } from '../ui/cx.ts'
import { ErrorState } from '../ui/error-state.tsx'
import { Panel } from '../ui/panel.tsx'
import { ShowMore } from '../ui/show-more.tsx'
import { Skeleton } from '../ui/skeleton.tsx'
import type { EntrySearch } from './content-search.ts'
import type { Entry, useEntryDeeds } from './use-entry-deeds.ts'

type Version = Answer<'listVersions'>['versions'][number]

/** The versions, the newest first: who wrote each, and which one readers get. */
export function EntryVersions(props: {
  readonly entry: Entry
  readonly search: EntrySearch
  readonly onChange: (search: EntrySearch) => void
  readonly deeds: ReturnType<typeof useEntryDeeds>
}) {
  const { entry, search, onChange, deeds } = props
  const { collection, slug, published, latest } = entry
  const may = useMay('edit')
  const list = useInfiniteQuery(
    pages('listVersions', { params: { collection, slug }, query: { limit: 20 } }),
  )
  const error = useStandingError(list)
  const versions = list.data?.pages.flatMap((page) => page.versions) ?? []
  const read = search.version ?? published ?? latest
  return (
    <Panel title="Versions" flush>
      {error ? (
        <ErrorState
          error={error}
          what="The versions could not be read"
          onRetry={() => void list.refetch()}
          retrying={list.isFetching}
        />
      ) : list.isPending ? (
        <div className="px-5 pb-5">
          <Skeleton lines={Math.min(latest * 2, 8)} label="The versions are being read" />
        </div>
      ) : (
        <div className="max-h-96 overflow-y-auto">
          <ol aria-label="Versions, the newest first">
            {versions.map((each) => (
              <li
                key={each.version}
                className={cx(
                  'flex flex-wrap items-center justify-between gap-2 border-t border-line px-5 py-2.5',
                  each.version === read && 'bg-accent-soft',
                )}
              >
                <VersionWords version={each} isPublished={each.version === published} />
                <span className="flex gap-1">
                  {each.version !== read && (
                    <Button
                      small
                      tone="quiet"
                      aria-label={`Read version ${each.version}`}
                      onClick={() => {
                        const { against: _, ...rest } = search
                        onChange({ ...rest, version: each.version })
                      }}
                    >
                      Read
                    </Button>
                  )}
                  {may && each.version !== published && (
                    <Button
                      small
                      tone="quiet"
                      aria-label={`Publish version ${each.version}`}
                      disabled={deeds.busy !== undefined}
                      onClick={() => void deeds.publish(each.version)}
                    >
                      Publish
                    </Button>
                  )}
                </span>
              </li>
            ))}
          </ol>
          <ShowMore
            label="Show older versions"
            isReading={list.isFetchingNextPage}
            {...listEnd(list)}
          />
        </div>
      )}
    </Panel>
  )
}

function VersionWords(props: { readonly version: Version; readonly isPublished: boolean }) {
  const { version, isPublished } = props
  return (
    <div className="min-w-0">
      <p className="flex flex-wrap items-center gap-2">
        Version {version.version}
        {isPublished && <Badge tone="accent">readers get this</Badge>}
        {version.draft && <Badge>draft</Badge>}
      </p>
      <p className="text-sm text-muted">
        {version.author} · <Age at={version.at} ago />
      </p>
    </div>
  )
}
