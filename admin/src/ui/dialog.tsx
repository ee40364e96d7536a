import { Dialog as Base } from '@base-ui/react/dialog'
import type { ReactNode } from 'react'
import { Button } from './button.tsx'
import { useFocusBack } from './use-focus-back.ts'

/**
 * A question that stops everything else until it is answered. Focus goes in and comes back, Escape
 * leaves.
 *
 * - `open`, `onClose`: whether it is there, and what happens when the person leaves it
 * - `title`: the question ("Withdraw “Zero-trust checklist”?"); `about`: what will happen
 * - `footer`: the buttons, the main one last; without it there is one, "Close"
 * - `wide`: 44 rem instead of 30
 */
export function Dialog(props: {
  readonly open: boolean
  readonly onClose: () => void
  readonly title: string
  readonly about?: ReactNode
  readonly footer?: ReactNode
  readonly wide?: boolean | undefined
  readonly children?: ReactNode
}) {
  const { open, onClose, title, about, footer, wide, children } = props
  useFocusBack()
  return (
    <Base.Root open={open} onOpenChange={(next) => next || onClose()}>
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-40 bg-veil transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Base.Viewport className="fixed inset-0 z-40 grid place-items-center overflow-y-auto p-4">
          <Base.Popup
            className={`w-full ${wide ? 'max-w-[44rem]' : 'max-w-[30rem]'} rounded-lg border border-line bg-panel shadow-float outline-none transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0`}
          >
            <div className="px-5 pt-5">
              <Base.Title className="text-lg font-semibold text-balance">{title}</Base.Title>
              {about && (
                <Base.Description render={<div />} className="mt-1 text-muted text-pretty">
                  {about}
                </Base.Description>
              )}
            </div>
            {children && <div className="px-5 pt-4">{children}</div>}
            <div className="flex flex-wrap justify-end gap-2 px-5 py-5">
              {footer ?? <Button onClick={onClose}>Close</Button>}
            </div>
          </Base.Popup>
        </Base.Viewport>
      </Base.Portal>
    </Base.Root>
  )
}
