import { Link } from '@tanstack/react-router'
import { Age } from '../ui/age.tsx'
import { formatMoment } from '../ui/format.ts'
import { Mark } from '../ui/mark.tsx'
import type { Source } from './types.ts'
import { modeText } from './words.ts'

/** Why a source is not read by its schedule now: it stands still, or is tried again at a time of its own. */
export function SourceState({ source }: { readonly source: Source }) {
  const { name, retry, pausedBy } = source
  if (pausedBy === null && retry === null) return null
  return (
    <section
      aria-label={`How it stands with ${name}`}
      className="flex flex-col gap-1 rounded-lg border border-line bg-panel px-5 py-4"
    >
      {pausedBy === null ? <Retried of={source} /> : <Paused source={name} by={pausedBy} />}
    </section>
  )
}

function Paused({ source, by }: { readonly source: string; readonly by: number }) {
  return (
    <>
      <p className="flex items-center gap-2 font-medium">
        <Mark tone="bad" word="stopped" /> {source} stands still until somebody says go
      </p>
      <p className="text-pretty text-muted">
        It is not read by itself until <ExceptionLink id={by} /> is resolved. Who runs it now reads
        it once.
      </p>
    </>
  )
}

function Retried({ of: { name, retry } }: { readonly of: Source }) {
  if (!retry) return null
  const { mode, attempt, times, at, since } = retry
  return (
    <>
      <p className="font-medium">
        {name} could not be read, and is tried again: attempt {attempt} of {times}{' '}
        <span className="font-normal text-muted">
          {Date.parse(at) <= Date.now() ? 'in a moment' : <Age at={at} />}
        </span>
      </p>
      <p className="text-pretty text-muted">
        {modeText[mode]}, first on {formatMoment(since)}. Nobody is asked before the last attempt;
        who runs it now makes the next one.
      </p>
    </>
  )
}

export const ExceptionLink = ({ id }: { readonly id: number }) => (
  <Link
    to="/desk/$id"
    params={{ id: String(id) }}
    className="text-accent underline underline-offset-2"
  >
    exception {id}
  </Link>
)
