import { Button } from '../ui/button.tsx'
import { formatCount, formatMany } from '../ui/format.ts'
import { KeyHint } from '../ui/key-hint.tsx'
import type { Deed } from './deed-dialog.tsx'

/** The line under the list: how many there are and the keys, or what can be done with the selection. */
export function SelectionBar(props: {
  readonly selected: number
  readonly shown: number
  readonly total: number
  readonly isResolved: boolean
  readonly mayOperate: boolean
  readonly onAll: () => void
  readonly onClear: () => void
  readonly onDeed: (kind: Deed['kind']) => void
  readonly onReopen: () => void
}) {
  const { selected, shown, total, isResolved, mayOperate, onAll, onClear, onDeed, onReopen } = props
  return (
    <div className="flex min-h-13 flex-wrap items-center justify-between gap-x-4 gap-y-2 border-t border-line px-4 py-2.5 text-sm text-muted sm:px-5">
      {selected === 0 ? (
        <>
          <span>
            {shown < total
              ? `${formatCount(shown)} of ${formatCount(total)} read`
              : formatMany(total, 'exception')}
          </span>
          {mayOperate && <Keys isResolved={isResolved} />}
        </>
      ) : (
        <>
          <span role="status" className="text-ink">
            {formatCount(selected)} selected
          </span>
          <span className="flex flex-wrap gap-2">
            {selected < shown && (
              <Button small tone="quiet" onClick={onAll}>
                Select all {formatCount(shown)} read
              </Button>
            )}
            <Button small tone="quiet" onClick={onClear}>
              Clear
            </Button>
            {!mayOperate ? null : isResolved ? (
              <Button small onClick={onReopen}>
                Put back
              </Button>
            ) : (
              <>
                <Button small onClick={() => onDeed('replay')}>
                  Replay
                </Button>
                <Button small onClick={() => onDeed('assign')}>
                  Assign
                </Button>
                <Button small tone="main" onClick={() => onDeed('resolve')}>
                  Resolve
                </Button>
              </>
            )}
          </span>
        </>
      )}
    </div>
  )
}

function Keys({ isResolved }: { readonly isResolved: boolean }) {
  const keys = isResolved
    ? ([['u', 'put back']] as const)
    : ([
        ['r', 'resolve'],
        ['a', 'assign'],
        ['c', 'comment'],
        ['p', 'replay'],
      ] as const)
  return (
    <span aria-hidden className="hidden gap-3 lg:pointer-fine:flex">
      {[['j', ''] as const, ['k', 'move'] as const, ['x', 'select'] as const, ...keys].map(
        ([key, words]) => (
          <span key={key} className="inline-flex items-center gap-1">
            <KeyHint keys={key} /> {words}
          </span>
        ),
      )}
    </span>
  )
}
