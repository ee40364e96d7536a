import { useRef } from 'react'
import { formatMany } from '../ui/format.ts'
import { AssignDialog } from './assign-dialog.tsx'
import { CommentDialog } from './comment-dialog.tsx'
import type { Target } from './desk-deeds.ts'
import { ReplayDialog } from './replay-dialog.tsx'
import { ResolveDialog } from './resolve-dialog.tsx'

/** Something that a person is about to do, and to what. */
export interface Deed {
  readonly kind: 'resolve' | 'assign' | 'comment' | 'replay'
  readonly targets: readonly Target[]
}

/** The dialog of what is about to be done. */
export function DeedDialog(props: {
  readonly deed: Deed | undefined
  readonly onClose: () => void
  /** It was done, and what it was done to is no longer as it was. */
  readonly onDone: () => void
}) {
  const { deed, onClose, onDone } = props
  const shown = useRef(deed)
  shown.current = deed
  const [first] = deed?.targets ?? []
  if (!deed || !first) return null
  // It may be long under way: whoever left it meanwhile may be in the dialog of another.
  const ended = (then?: () => void) => (): void => {
    if (shown.current !== deed) return
    onClose()
    then?.()
  }
  switch (deed.kind) {
    case 'resolve':
      return <ResolveDialog targets={deed.targets} onClose={onClose} onDone={ended(onDone)} />
    case 'assign':
      return <AssignDialog targets={deed.targets} onClose={onClose} onDone={ended(onDone)} />
    case 'replay':
      return (
        <ReplayDialog
          title={
            deed.targets.length === 1
              ? 'Replay what is held here?'
              : `Replay what is held under ${formatMany(deed.targets.length, 'exception')}?`
          }
          of={deed.targets.map(({ id }) => ({ exception: id }))}
          onClose={onClose}
          onDone={ended(onDone)}
        />
      )
    case 'comment':
      return <CommentDialog target={first} onClose={onClose} onDone={ended()} />
  }
}
