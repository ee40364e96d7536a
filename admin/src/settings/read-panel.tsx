import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useStandingError } from '../app/index.ts'
import { ErrorState } from '../ui/error-state.tsx'
import { Panel } from '../ui/panel.tsx'
import { Skeleton } from '../ui/skeleton.tsx'

/** A panel that shows what was read: its skeleton until then, and what failed instead. */
export function ReadPanel<T>(props: {
  readonly label: string
  readonly title?: ReactNode
  readonly read: UseQueryResult<T>
  readonly children: (data: T) => ReactNode
}) {
  const { label, title, read, children } = props
  const error = useStandingError(read)
  return (
    <Panel label={label} title={title} flush>
      {error ? (
        <ErrorState
          error={error}
          what={`${label} could not be read`}
          onRetry={() => void read.refetch()}
          retrying={read.isFetching}
        />
      ) : read.data === undefined ? (
        <div className="px-5 py-4">
          <Skeleton lines={6} label={`Reading ${label.toLowerCase()}`} />
        </div>
      ) : (
        children(read.data)
      )}
    </Panel>
  )
}
