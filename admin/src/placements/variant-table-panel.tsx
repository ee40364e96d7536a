import { useQuery } from '@tanstack/react-query'
import { query, useCommand, useLive, useMay, useStandingError } from '../app/index.ts'
import { Age } from '../ui/age.tsx'
import { Badge } from '../ui/badge.tsx'
import { Button } from '../ui/button.tsx'
import { ErrorState } from '../ui/error-state.tsx'
import { Panel } from '../ui/panel.tsx'
import { Skeleton } from '../ui/skeleton.tsx'
import { toast } from '../ui/toast.ts'

const mostShown = 8

/** The table that edges choose from: its versions, and its publication where the workspace says something newer. */
export function VariantTablePanel() {
  useLive(['placements'], ['showVariantTable'])
  const read = useQuery(query('showVariantTable'))
  const { data, isFetching, refetch } = read
  const error = useStandingError(read)
  const may = useMay('edit')
  const publish = useCommand('publishVariantTable', {
    invalidates: ['showVariantTable'],
    undone: 'Edges go on with the version that they have',
  })
  const press = (): void =>
    publish.mutate(
      {},
      {
        onSuccess: ({ version, isNew }) =>
          toast({
            title: isNew
              ? `Version ${version} is published`
              : `Version ${version} is in force already`,
            about: isNew ? 'Edges take it over within a second.' : 'There was nothing to publish.',
          }),
      },
    )
  const [latest] = data?.publications ?? []
  return (
    <Panel
      title="The variant table"
      aside={data && (data.inForce ? 'In force as the workspace says it' : undefined)}
      flush
    >
      {data ? (
        <>
          {!data.inForce && (
            <div className="flex flex-wrap items-center justify-between gap-3 px-5 pb-4">
              <p>
                {latest
                  ? `The workspace says something newer than version ${latest.version}; edges do not have it yet.`
                  : 'It was never published, so edges have nothing to choose from.'}
              </p>
              {may && (
                <Button tone="main" busy={publish.isPending} onClick={press}>
                  Publish
                </Button>
              )}
            </div>
          )}
          <ol aria-label="Versions, the newest first">
            {data.publications.slice(0, mostShown).map(({ version, publishedAt, publishedBy }) => (
              <li
                key={version}
                className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 border-t border-line px-5 py-2.5"
              >
                <span className="flex items-center gap-2">
                  Version {version}
                  {version === latest?.version && (
                    <Badge tone="accent">edges choose from this</Badge>
                  )}
                </span>
                <span className="text-sm text-muted">
                  {publishedBy === 'workspace' ? 'the workspace’s files' : publishedBy} ·{' '}
                  <Age at={publishedAt} ago />
                </span>
              </li>
            ))}
          </ol>
        </>
      ) : error ? (
        <ErrorState
          error={error}
          what="The variant table could not be read"
          safe="Edges go on with the version that they have."
          onRetry={() => void refetch()}
          retrying={isFetching}
        />
      ) : (
        <div className="px-5 pb-5">
          <Skeleton lines={3} label="The variant table is being read" />
        </div>
      )}
    </Panel>
  )
}
