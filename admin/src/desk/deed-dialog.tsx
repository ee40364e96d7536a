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
  const [first] = deed?.targets ?? []
  if (!deed || !first) return null
  const done = (): void => {
    onClose()
    onDone()
  }
  switch (deed.kind) {
    case 'resolve':
      return <ResolveDialog targets={deed.targets} onClose={onClose} onDone={done} />
    case 'assign':
      return <AssignDialog targets={deed.targets} onClose={onClose} onDone={done} />
    case 'replay':
      return <ReplayDialog targets={deed.targets} onClose={onClose} onDone={done} />
    case 'comment':
      return <CommentDialog target={first} onClose={onClose} />
  }
}
