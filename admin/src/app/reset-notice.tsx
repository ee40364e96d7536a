import { Button } from '../ui/button.tsx'
import { resetReason } from './reset.ts'
import { useStore } from './store.ts'

/** Says why the screens were made anew, until the person has read it. */
export function ResetNotice() {
  const reason = useStore(resetReason)
  return (
    <div role="alert" className="fixed inset-x-0 top-0 z-50 md:left-53">
      {reason !== undefined && (
        <div className="flex flex-wrap items-center justify-between gap-3 border-b border-line bg-accent-soft px-4 py-3 sm:px-8 lg:px-10">
          <p className="max-w-prose">
            <strong className="font-semibold">{reason}</strong> What you had written is kept, and
            offered again where you may still write it.
          </p>
          <Button small onClick={() => resetReason.set(undefined)}>
            Read
          </Button>
        </div>
      )}
    </div>
  )
}
