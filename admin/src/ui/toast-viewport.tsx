import { Toast as Base } from '@base-ui/react/toast'
import { useEffect } from 'react'
import { buttonClass } from './button.tsx'
import { cx } from './cx.ts'
import { takeToasts } from './toast.ts'

/** Shows toasts at the lower right; F6 reaches them, and time stands still while one is read. */
// React's lazy() takes a default export.
export default function ToastViewport() {
  return (
    <Base.Provider timeout={6_000} limit={3}>
      <List />
    </Base.Provider>
  )
}

function List() {
  const { toasts, add, close } = Base.useToastManager()
  useEffect(
    () =>
      takeToasts(({ title, about, tone, onUndo }) => {
        const id: string = add({
          title,
          description: about,
          type: tone ?? 'plain',
          timeout: tone === 'bad' ? 0 : 6_000,
          priority: tone === 'bad' ? 'high' : 'low',
          ...(onUndo && {
            actionProps: {
              children: 'Undo',
              onClick: () => {
                close(id)
                onUndo()
              },
            },
          }),
        })
      }),
    [add, close],
  )
  return (
    <Base.Portal>
      <Base.Viewport className="fixed right-4 bottom-4 left-4 z-50 flex flex-col items-end gap-2 outline-none sm:left-auto">
        {toasts.map((each) => (
          <Item key={each.id} shown={each} />
        ))}
      </Base.Viewport>
    </Base.Portal>
  )
}

function Item({ shown }: { readonly shown: Base.Root.ToastObject }) {
  return (
    <Base.Root
      toast={shown}
      swipeDirection={['right', 'down']}
      className={cx(
        'w-full rounded-md border bg-panel shadow-float transition-opacity data-ending-style:opacity-0 data-limited:hidden data-starting-style:opacity-0 sm:w-80',
        shown.type === 'bad' ? 'border-bad' : 'border-line',
      )}
    >
      <Base.Content className="flex items-start gap-3 px-4 py-3">
        <div className="min-w-0 flex-1">
          <Base.Title className="font-medium" />
          <Base.Description className="text-sm text-muted" />
        </div>
        <Base.Action className={buttonClass('plain', true)} />
        <Base.Close aria-label="Close" className={cx(buttonClass('quiet', true), '-mr-2')}>
          <svg
            aria-hidden
            viewBox="0 0 12 12"
            className="size-3 fill-none stroke-current stroke-[1.5]"
          >
            <path d="m2 2 8 8m0-8-8 8" />
          </svg>
        </Base.Close>
      </Base.Content>
    </Base.Root>
  )
}
