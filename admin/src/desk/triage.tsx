import { useNavigate } from '@tanstack/react-router'
import { useCallback, useRef, useState } from 'react'
import { useActions, useMay, type Action } from '../app/index.ts'
import { useActiveRow } from '../ui/use-active-row.ts'
import { DeedDialog, type Deed } from './deed-dialog.tsx'
import { reopen } from './desk-deeds.ts'
import { DeskList, type DeskListHandle } from './desk-list.tsx'
import type { DeskSearch } from './desk-search.ts'
import { leftAs } from './left-as.ts'
import { SelectionBar } from './selection-bar.tsx'
import type { Entry } from './use-desk-list.ts'
import { useSelection } from './use-selection.ts'

/** The list with its keys: j and k move, Enter opens, x selects, and what is done is done to the selection. */
export function Triage(props: {
  readonly search: DeskSearch
  readonly entries: readonly Entry[]
  readonly total: number
  readonly isReading: boolean
  readonly onEnd: (() => void) | undefined
  readonly onReadOn: (() => void) | undefined
}) {
  const { search, entries, total, isReading, onEnd, onReadOn } = props
  const navigate = useNavigate()
  const list = useRef<DeskListHandle>(null)
  const { selected, toggle, select } = useSelection(entries)
  const mayOperate = useMay('operate')
  const [deed, setDeed] = useState<Deed>()
  const [active, setActive] = useActiveRow(entries, idOf, leftAs.at)
  const latest = useRef({ entries, active, selected })
  latest.current = { entries, active, selected }

  const activate = useCallback(
    (index: number) => {
      setActive(index)
      leftAs.at = latest.current.entries[index]?.id
    },
    [setActive],
  )
  const move = (by: number): void => {
    const { active: at, entries: all } = latest.current
    const [first, end] = list.current?.inSight() ?? [0, all.length]
    // Whoever has scrolled away goes on from what is in sight.
    const from = at < first - 1 ? first : at > end + 1 ? end : at + by
    const to = Math.min(Math.max(from, 0), all.length - 1)
    activate(to)
    list.current?.focusRow(to)
  }
  const targets = (): Entry[] => targetsOf(latest.current)
  const begins = (kind: Deed['kind']) => () =>
    setDeed({ kind, targets: kind === 'comment' ? targets().slice(0, 1) : targets() })
  const open = (): void => {
    const entry = latest.current.entries[latest.current.active]
    if (entry) void navigate({ to: '/desk/$id', params: { id: String(entry.id) } })
  }
  const isResolved = search.state === 'resolved'
  const putBack = (): void => {
    void reopen(targets().map(({ id }) => id))
    select([])
  }
  useActions([
    ...moves(move, open),
    {
      label: 'Select this exception',
      keys: 'x',
      group: 'Desk',
      run: () => entries[active] && toggle(entries[active].id),
    },
    { label: 'Clear the selection', keys: 'Escape', group: 'Desk', run: () => select([]) },
    ...(!mayOperate
      ? []
      : isResolved
        ? [{ label: 'Put back on the desk', keys: 'u', group: 'Desk', run: putBack }]
        : deeds(begins)),
  ])
  return (
    <>
      <DeskList
        ref={list}
        entries={entries}
        total={total}
        active={active}
        selected={selected}
        isReading={isReading}
        onActive={activate}
        onSelect={toggle}
        onEnd={onEnd}
        onReadOn={onReadOn}
      />
      <SelectionBar
        selected={selected.size}
        shown={entries.length}
        total={total}
        isResolved={isResolved}
        mayOperate={mayOperate}
        onAll={() => select(entries.map(({ id }) => id))}
        onClear={() => select([])}
        onDeed={(kind) => begins(kind)()}
        onReopen={putBack}
      />
      <DeedDialog deed={deed} onClose={() => setDeed(undefined)} onDone={() => select([])} />
    </>
  )
}

const idOf = ({ id }: Entry): number => id

/** What is selected, or else the one that the keys act on. */
const targetsOf = (now: {
  readonly entries: readonly Entry[]
  readonly active: number
  readonly selected: ReadonlySet<number>
}): Entry[] =>
  now.selected.size > 0
    ? now.entries.filter(({ id }) => now.selected.has(id))
    : now.entries.slice(now.active, now.active + 1)

const moves = (move: (by: number) => void, open: () => void): Action[] => [
  { label: 'Next exception', keys: 'j', group: 'Desk', isKeyOnly: true, run: () => move(1) },
  { label: 'Exception before', keys: 'k', group: 'Desk', isKeyOnly: true, run: () => move(-1) },
  { label: 'Open this exception', keys: 'Enter', group: 'Desk', isKeyOnly: true, run: open },
]

const deeds = (begins: (kind: Deed['kind']) => () => void): Action[] => [
  { label: 'Resolve', keys: 'r', group: 'Desk', run: begins('resolve') },
  { label: 'Assign to somebody else', keys: 'a', group: 'Desk', run: begins('assign') },
  { label: 'Comment', keys: 'c', group: 'Desk', run: begins('comment') },
  { label: 'Replay what is held', keys: 'p', group: 'Desk', run: begins('replay') },
]
