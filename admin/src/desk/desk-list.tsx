import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useImperativeHandle, useRef, type Ref } from 'react'
import { moveFocus } from '../ui/move-focus.ts'
import { ReadOn } from '../ui/read-on.tsx'
import { DeskRow } from './desk-row.tsx'
import type { Entry } from './use-desk-list.ts'

const rowHeight = 65

/** Moves the focus in the list. */
export interface DeskListHandle {
  readonly focusRow: (index: number) => void
  /** The rows in sight, from the first to the last. */
  readonly inSight: () => readonly [number, number]
}

/** The list of the desk, of any length: only what is in sight is drawn. */
export function DeskList(props: {
  readonly ref: Ref<DeskListHandle>
  readonly entries: readonly Entry[]
  readonly total: number
  readonly active: number
  readonly selected: ReadonlySet<number>
  readonly isReading: boolean
  readonly onActive: (index: number) => void
  readonly onSelect: (id: number) => void
  readonly onEnd: (() => void) | undefined
  readonly onReadOn: (() => void) | undefined
}) {
  const { ref, entries, total, active, selected, isReading, onActive, onSelect, onEnd } = props
  const scroller = useRef<HTMLDivElement>(null)
  const virtual = useVirtualizer({
    count: entries.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => entries[index]!.id,
    overscan: 6,
    initialOffset: active * rowHeight > window.innerHeight / 2 ? active * rowHeight - 120 : 0,
  })
  useImperativeHandle(ref, () => ({
    inSight: () => [virtual.range?.startIndex ?? 0, virtual.range?.endIndex ?? 0],
    focusRow(index) {
      virtual.scrollToIndex(index, { align: 'auto' })
      requestAnimationFrame(() => {
        const row = scroller.current?.querySelector(`[data-index="${index}"]`)
        moveFocus(row?.querySelector<HTMLElement>('[data-row-link]'))
      })
    },
  }))
  const items = virtual.getVirtualItems()
  const isNearEnd = (items.at(-1)?.index ?? 0) >= entries.length - 250
  useEffect(() => {
    if (isNearEnd) onEnd?.()
  }, [isNearEnd, entries.length, onEnd])
  return (
    <div
      ref={scroller}
      className="relative -mb-px overflow-y-auto overscroll-contain"
      style={{ maxHeight: 'max(20rem, calc(100dvh - 16rem))' }}
    >
      <div
        role="list"
        aria-label="Exceptions"
        aria-busy={isReading || undefined}
        className="relative"
        style={{ height: virtual.getTotalSize() }}
      >
        {items.map(({ key, index, start }) => (
          <DeskRow
            key={key}
            measure={virtual.measureElement}
            entry={entries[index]!}
            index={index}
            total={total}
            start={start}
            isActive={index === active}
            isSelected={selected.has(entries[index]!.id)}
            onActive={onActive}
            onSelect={onSelect}
          />
        ))}
      </div>
      {isReading && <p className="px-5 py-2.5 text-sm text-muted">Reading more</p>}
      {props.onReadOn && <ReadOn onReadOn={props.onReadOn} />}
    </div>
  )
}
