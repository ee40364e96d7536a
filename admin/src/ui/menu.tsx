import { Menu as Base } from '@base-ui/react/menu'
import type { ReactElement, ReactNode } from 'react'
import { cx } from './cx.ts'

/** One line of a Menu. `'line'` in its place parts groups. */
export interface MenuItem {
  readonly label: ReactNode
  readonly onChoose: () => void
  /** Muted, at the right: a key or a count. */
  readonly aside?: ReactNode | undefined
  readonly disabled?: boolean | undefined
  /** It cannot be undone. */
  readonly danger?: boolean | undefined
  /** Ticked or not: choosing turns it over, and the menu stays. */
  readonly checked?: boolean | undefined
}

/**
 * A list of actions under a button.
 *
 * - `trigger`: the button: `<Button>More</Button>`
 * - `items`: MenuItem or 'line'
 * - `label`: names the list for screen readers
 */
export function Menu(props: {
  readonly trigger: ReactElement
  readonly items: readonly (MenuItem | 'line')[]
  readonly label?: string | undefined
}) {
  const { trigger, items, label } = props
  return (
    <Base.Root modal={false}>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner sideOffset={4} align="end" className="z-50 outline-none">
          <Base.Popup
            aria-label={label}
            className="max-h-[min(24rem,var(--available-height))] min-w-44 overflow-y-auto rounded-md border border-line bg-panel py-1 shadow-float outline-none transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0"
          >
            {items.map((item, at) =>
              item === 'line' ? (
                <Base.Separator key={at} className="my-1 h-px bg-line" />
              ) : (
                <Line key={at} item={item} />
              ),
            )}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}

function Line({ item }: { readonly item: MenuItem }) {
  const { label, onChoose, aside, disabled = false, danger, checked } = item
  const look = cx(
    'flex cursor-default items-center gap-2 px-3 py-1.5 outline-none select-none data-disabled:text-muted data-highlighted:bg-sunk',
    danger && 'text-bad',
  )
  const words = (
    <>
      <span className="min-w-0 flex-1">{label}</span>
      {aside && <span className="text-sm text-muted">{aside}</span>}
    </>
  )
  if (checked === undefined) {
    return (
      <Base.Item disabled={disabled} onClick={onChoose} className={look}>
        {words}
      </Base.Item>
    )
  }
  return (
    <Base.CheckboxItem
      checked={checked}
      disabled={disabled}
      onCheckedChange={onChoose}
      className={look}
    >
      <span aria-hidden className="w-3">
        {checked && (
          <svg viewBox="0 0 12 12" className="size-3 fill-none stroke-current stroke-[1.5]">
            <path d="m2 6.5 2.5 2.5L10 3.5" />
          </svg>
        )}
      </span>
      {words}
    </Base.CheckboxItem>
  )
}
