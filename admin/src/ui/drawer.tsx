import { Dialog as Base } from '@base-ui/react/dialog'
import type { ReactNode } from 'react'
import { cx } from './cx.ts'
import { CloseButton } from './close-button.tsx'
import { useFocusBack } from './use-focus-back.ts'

/**
 * A sheet at the right that shows one thing of a list, which stays in sight; the whole screen where
 * it is narrow. Escape leaves, focus returns to the row.
 *
 * - `open`, `onClose`; `title`, `about`: the head
 * - `footer`: buttons that stay in sight
 * - `wide`: 52 rem instead of 34
 */
export function Drawer(props: {
  readonly open: boolean
  readonly onClose: () => void
  readonly title: ReactNode
  readonly about?: ReactNode
  readonly footer?: ReactNode
  readonly wide?: boolean | undefined
  readonly children: ReactNode
}) {
  const { open, onClose, title, about, footer, wide, children } = props
  useFocusBack()
  return (
    <Base.Root open={open} onOpenChange={(next) => next || onClose()}>
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-40 bg-veil transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Base.Popup
          className={cx(
            'fixed inset-y-0 right-0 z-40 flex w-full flex-col border-l border-line bg-panel shadow-float outline-none',
            'transition-transform data-ending-style:translate-x-8 data-ending-style:opacity-0 data-starting-style:translate-x-8',
            wide ? 'sm:max-w-[52rem]' : 'sm:max-w-[34rem]',
          )}
        >
          <div className="flex items-start justify-between gap-4 border-b border-line px-5 py-4">
            <div className="min-w-0">
              <Base.Title className="text-lg font-semibold text-balance">{title}</Base.Title>
              {about && (
                <Base.Description render={<div />} className="mt-1 text-sm text-muted">
                  {about}
                </Base.Description>
              )}
            </div>
            <CloseButton onClose={onClose} />
          </div>
          <div
            // Long text without a control in it is scrolled by the keys as well.
            tabIndex={0}
            role="group"
            aria-label="What it shows"
            className="min-h-0 flex-1 overflow-y-auto px-5 py-4 focus-visible:-outline-offset-2"
          >
            {children}
          </div>
          {footer && (
            <div className="flex flex-wrap justify-end gap-2 border-t border-line px-5 py-4">
              {footer}
            </div>
          )}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  )
}
