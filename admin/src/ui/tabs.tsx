import { Tabs as Base } from '@base-ui/react/tabs'
import type { ReactNode } from 'react'

/**
 * Views of the same thing, one at a time. Keep the chosen one in the URL.
 *
 * - `tabs`: [{ value, label, count?, panel }]; a panel is drawn only while it is chosen
 * - `value`, `onChoose(value)`
 * - `label`: what the views are of, for screen readers
 */
export function Tabs<Value extends string>(props: {
  readonly label: string
  readonly value: Value
  readonly onChoose: (value: Value) => void
  readonly tabs: readonly {
    readonly value: Value
    readonly label: ReactNode
    readonly count?: ReactNode
    readonly panel: ReactNode
  }[]
}) {
  const { label, value, onChoose, tabs } = props
  return (
    <Base.Root value={value} onValueChange={(next) => onChoose(next as Value)} className="min-w-0">
      <Base.List
        aria-label={label}
        className="flex gap-5 overflow-x-auto border-b border-line px-5 [scrollbar-width:none]"
      >
        {tabs.map((tab) => (
          <Base.Tab
            key={tab.value}
            value={tab.value}
            className="-mb-px border-b-2 border-transparent py-2.5 whitespace-nowrap text-muted hover:text-ink focus-visible:-outline-offset-2 data-active:border-accent data-active:text-ink"
          >
            {tab.label}
            {tab.count !== undefined && (
              <>
                {' '}
                <span className="ml-0.5 text-sm leading-none text-muted">{tab.count}</span>
              </>
            )}
          </Base.Tab>
        ))}
      </Base.List>
      {tabs.map((tab) => (
        <Base.Panel key={tab.value} value={tab.value} className="min-w-0">
          {tab.panel}
        </Base.Panel>
      ))}
    </Base.Root>
  )
}
