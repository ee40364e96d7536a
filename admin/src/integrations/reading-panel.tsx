import { useEffect, type ReactNode } from 'react'
import { Button } from '../ui/button.tsx'
import { formatCount, formatMany } from '../ui/format.ts'
import { Mark } from '../ui/mark.tsx'
import { Equation } from './equation.tsx'
import { refreshAfterReading, useReading } from './readings.ts'
import { RecoveryText } from './recovery-text.tsx'
import { ExceptionLink } from './source-state.tsx'
import type { Pull, Source } from './types.ts'

/** The reading of a source while it goes on, and what came of it until somebody puts it away. */
export function ReadingPanel({ source: { name, reading } }: { readonly source: Source }) {
  const { id, pull, putAway } = useReading({ name, reading })
  const { data, error } = pull
  const state = data?.state
  useEffect(() => {
    if (state === 'done' || state === 'failed') refreshAfterReading()
  }, [state, id])
  if (id === undefined) return null
  if (error && !(data && error.isAway)) {
    return <Strip onClose={putAway} status={<Unknown source={name} detail={error.message} />} />
  }
  if (state === 'waiting') {
    return (
      <Strip status={<p className="font-medium">{name} waits its turn</p>}>
        <p className="text-sm text-muted">
          Other sources are being read at this moment. Its reading begins by itself.
        </p>
      </Strip>
    )
  }
  if (!data || state === 'running') {
    return (
      <Strip status={<p className="font-medium">{name} is being read</p>}>
        <HowFar source={name} progress={data?.progress} />
      </Strip>
    )
  }
  return <Strip onClose={putAway} status={<Ended of={data} />} />
}

/** What is told to who cannot see it, once; the figures that change all the time stand below. */
function Strip(props: {
  readonly status: ReactNode
  readonly onClose?: () => void
  readonly children?: ReactNode
}) {
  const { status, onClose, children } = props
  return (
    <section
      aria-label="The reading of this source"
      className="flow-root space-y-1 rounded-lg border border-line bg-panel px-5 py-4"
    >
      {onClose && (
        <div className="float-right ml-4">
          <Button small tone="quiet" onClick={onClose}>
            Put away
          </Button>
        </div>
      )}
      <div role="status" className="space-y-1">
        {status}
      </div>
      {children}
    </section>
  )
}

const Unknown = (props: { readonly source: string; readonly detail: string }) => (
  <p>
    How far {props.source} is cannot be told: {props.detail}. What it has read so far is kept; its
    run is in the list below.
  </p>
)

function HowFar(props: {
  readonly source: string
  readonly progress: Pull['progress'] | undefined
}) {
  const { source, progress } = props
  const share = progress && progress.total > 0 ? progress.done / progress.total : 0
  return (
    <>
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
    </>
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
