import { Link } from '@tanstack/react-router'
import { memo, type Ref } from 'react'
import { Age } from '../ui/age.tsx'
import { cx } from '../ui/cx.ts'
import { formatMany } from '../ui/format.ts'
import { Mark } from '../ui/mark.tsx'
import { urgencyOf } from './urgency.ts'
import type { Entry } from './use-desk-list.ts'

interface DeskRowProps {
  readonly entry: Entry
  readonly index: number
  /** How many there are in all, as far as that is known. */
  readonly total: number
  /** How far down it stands, in pixels. */
  readonly start: number
  readonly isActive: boolean
  readonly isSelected: boolean
  readonly onActive: (index: number) => void
  readonly onSelect: (id: number) => void
  readonly measure: Ref<HTMLDivElement>
}

/** One exception in the list: what failed, whose it is, and when it is due. */
export const DeskRow = memo(function DeskRow(props: DeskRowProps) {
  const { entry, index, total, start, isActive, isSelected, onActive, onSelect, measure } = props
  const { id, title, contract, mode, owner, occurrences, state, firstAt, dueAt, resolvedAt } = entry
  const [tone, word] = urgencyOf(entry, Date.now())
  return (
    <div
      ref={measure}
      data-index={index}
      role="listitem"
      aria-posinset={index + 1}
      aria-setsize={total}
      onFocus={() => onActive(index)}
      className={cx(
        'absolute inset-x-0 top-0 flex items-start gap-3 border-b border-line px-4 py-3 sm:px-5',
        'outline-accent has-[[data-row-link]:focus-visible]:outline-2 has-[[data-row-link]:focus-visible]:-outline-offset-2',
        isSelected ? 'bg-accent-soft' : isActive && 'bg-sunk',
      )}
      style={{ transform: `translateY(${start}px)` }}
    >
      <label className="-m-2 flex h-9 items-center p-2">
        <input
          type="checkbox"
          tabIndex={isActive ? 0 : -1}
          checked={isSelected}
          onChange={() => onSelect(id)}
          className="size-4 accent-accent"
        />
        <span className="sr-only">Select: {title}</span>
      </label>
      <span className="flex h-5 items-center">
        <Mark tone={tone} word={word} />
      </span>
      <span className="min-w-0 flex-1">
        <Link
          to="/desk/$id"
          params={{ id: String(id) }}
          tabIndex={isActive ? 0 : -1}
          data-row-link
          className="block break-words outline-none hover:underline sm:truncate"
        >
          {title}
        </Link>
        <span className="block text-sm break-words text-muted">
          {[
            contract,
            mode,
            occurrences > 1 && `seen ${formatMany(occurrences, 'time')}`,
            `owner ${owner}`,
          ]
            .filter(Boolean)
            .join(' · ')}
        </span>
        <span className="mt-0.5 block text-sm text-muted sm:hidden">
          <When {...{ state, firstAt, dueAt, resolvedAt }} />
        </span>
      </span>
      <span className="hidden shrink-0 text-sm text-muted sm:block">
        <When {...{ state, firstAt, dueAt, resolvedAt }} />
      </span>
    </div>
  )
})

function When(entry: Pick<Entry, 'state' | 'firstAt' | 'dueAt' | 'resolvedAt'>) {
  const { state, firstAt, dueAt, resolvedAt } = entry
  if (state === 'resolved') {
    return (
      <>
        resolved <Age at={resolvedAt} ago still />
      </>
    )
  }
  return (
    <>
      <Age at={firstAt} still /> · <Age at={dueAt} due still />
    </>
  )
}
