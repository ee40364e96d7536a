import { useEffect } from 'react'
import { Button } from '../ui/button.tsx'
import { formatCount, formatMany } from '../ui/format.ts'
import { Mark } from '../ui/mark.tsx'
import { Equation } from './equation.tsx'
import { refreshAfterReading, useReading } from './readings.ts'
import { RecoveryText } from './recovery-text.tsx'
import { ExceptionLink } from './source-state.tsx'
import type { Pull, Source } from './types.ts'

/** The reading of a source while it goes on, and what came of it until somebody puts it away. */
export function ReadingPanel({ source }: { readonly source: Source }) {
  const { id, pull, putAway } = useReading(source)
  const state = pull.data?.state
  useEffect(() => {
    if (state === 'done' || state === 'failed') refreshAfterReading()
  }, [state, id])
  if (id === undefined) return null
  if (pull.error) {
    return (
      <Strip onClose={putAway}>
        <p>
          How far {source.name} is cannot be told: {pull.error.problem.detail}. What it has read so
          far is kept; its run is in the list below.
        </p>
      </Strip>
    )
  }
  if (pull.data?.state === 'waiting') return <Waiting source={source.name} />
  if (!pull.data || pull.data.state === 'running')
    return <Running source={source.name} of={pull.data} />
  return (
    <Strip onClose={putAway}>
      <Ended of={pull.data} />
    </Strip>
  )
}

function Strip({
  onClose,
  children,
}: {
  readonly onClose?: () => void
  readonly children: React.ReactNode
}) {
  return (
    <section
      aria-label="The reading of this source"
      className="flow-root rounded-lg border border-line bg-panel px-5 py-4"
    >
      {onClose && (
        <div className="float-right ml-4">
          <Button small tone="quiet" onClick={onClose}>
            Put away
          </Button>
        </div>
      )}
      <div role="status" className="space-y-1">
        {children}
      </div>
    </section>
  )
}

function Waiting({ source }: { readonly source: string }) {
  return (
    <Strip>
      <p className="font-medium">{source} waits its turn</p>
      <p className="text-sm text-muted">
        Other sources are being read at this moment. Its reading begins by itself.
      </p>
    </Strip>
  )
}

function Running({ source, of: pull }: { readonly source: string; readonly of: Pull | undefined }) {
  const progress = pull?.progress
  const share = progress && progress.total > 0 ? progress.done / progress.total : 0
  return (
    <Strip>
      <p className="font-medium">{source} is being read</p>
      <progress
        aria-label={`How far ${source} is`}
        className="reading-progress h-1.5 w-full"
        max={1}
        value={share}
      />
      <p className="text-sm text-muted">
        {progress
          ? `${nameOf(progress.file)}: ${Math.floor(share * 100)}%, ${formatMany(progress.records, 'record')}`
          : 'It begins'}
      </p>
    </Strip>
  )
}

function Ended({ of: { source, result, error, state } }: { readonly of: Pull }) {
  if (!result) {
    return (
      <>
        <p className="flex items-center gap-2 font-medium">
          <Mark tone="bad" word="failed" /> {source} could not be read
        </p>
        <p className="text-muted">{error}. What had been read until then has landed.</p>
      </>
    )
  }
  const { files, unchanged, problems, unfinished, recovery, pausedBy } = result
  const passed = unchanged > 0 ? `, ${formatCount(unchanged)} unchanged` : ''
  return (
    <>
      <p className="font-medium">
        {state === 'failed' && (
          <span className="mr-2">
            <Mark tone="bad" word="failed" />
          </span>
        )}
        {state === 'failed' ? `${source}: not every file could be read` : `${source} was read`}{' '}
        <span className="font-normal whitespace-nowrap text-muted">
          {formatMany(files, 'file')}
          {passed}
        </span>
      </p>
      <p className="text-muted">
        <Equation counts={result} />
      </p>
      {problems.map(({ file, message }) => (
        <p key={file} className="text-pretty break-words">
          {file}: {message}
        </p>
      ))}
      <RecoveryText of={recovery} />
      {pausedBy !== null && (
        <p className="text-pretty">
          {source} is not read by itself until <ExceptionLink id={pausedBy} /> is resolved.
        </p>
      )}
      {unfinished.map((file) => (
        <p key={file} className="text-muted">
          {file} is still being written; its last line waits for the next run.
        </p>
      ))}
    </>
  )
}

const nameOf = (path: string): string => path.split(/[/\\]/).at(-1) ?? path
