import { formatAge, formatMoment, formatSpan } from '../ui/format.ts'
import { Mark } from '../ui/mark.tsx'
import { useNow } from '../ui/use-now.ts'
import type { ListedContract } from './types.ts'
import { durationText, latenessOf } from './words.ts'

/** Whether a contract keeps its freshness promise, in words, and when something last came in. */
export function Freshness({
  of: it,
}: {
  readonly of: Pick<ListedContract, 'contract' | 'freshness' | 'held' | 'promise'>
}) {
  const now = useNow()
  const { state, lastAt } = it.freshness
  const promised = it.promise ? `promised within ${durationText(it.promise)}` : 'promises no time'
  return (
    <div className="min-w-0">
      <div className="flex items-center gap-2">
        {state === 'late' && <Mark tone="warn" word="late" />}
        <span className={state === 'late' ? 'text-warn' : ''}>
          {state === 'late' && `Late by ${formatSpan(latenessOf(it, now))}`}
          {state === 'never' && 'Nothing yet'}
          {state !== 'late' && state !== 'never' && (lastAt ? <Last at={lastAt} /> : 'Nothing yet')}
        </span>
      </div>
      <div className="text-sm text-muted">{promised}</div>
    </div>
  )
}

function Last({ at }: { readonly at: string }) {
  const age = formatAge(at, useNow())
  return (
    <time dateTime={at} title={formatMoment(at)}>
      {age === 'now' ? 'Just now' : `${age} ago`}
    </time>
  )
}
