import { Age } from '../ui/age.tsx'
import { Button } from '../ui/button.tsx'
import type { Draft } from './drafts.ts'

/** Offers what was kept from before, above the field that it belongs in; nothing when nothing was. */
export function RecoveryOffer<T>({ draft }: { readonly draft: Draft<T> }) {
  const { recovery, recover, dismiss } = draft
  if (!recovery) return null
  return (
    <div
      role="status"
      className="flex flex-wrap items-center justify-between gap-2 rounded-md bg-accent-soft px-3 py-2 text-sm"
    >
      <p>
        What you wrote here <Age at={recovery.savedAt} ago /> is kept
        {recovery.reason !== undefined && `: ${recovery.reason}`}
      </p>
      <span className="flex gap-1">
        <Button small onClick={recover}>
          Bring it back
        </Button>
        <Button small tone="quiet" onClick={dismiss}>
          Discard it
        </Button>
      </span>
    </div>
  )
}
