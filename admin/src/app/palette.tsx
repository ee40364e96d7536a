import { Dialog } from '@base-ui/react/dialog'
import { useId, useState, type KeyboardEvent } from 'react'
import { cx } from '../ui/cx.ts'
import { KeyHint } from '../ui/key-hint.tsx'
import { useRegisteredActions, type Action } from './actions.ts'
import { matching } from './match.ts'
import { takeTyped } from './typed-ahead.ts'
import { useFindings } from './use-findings.ts'

/** Everything that can be done from here, found by a few letters. */
export function Palette({ onClose }: { readonly onClose: () => void }) {
  const [text, setText] = useState('')
  // What comes late may stand above it: what is chosen stays so, and not its place.
  const [choice, choose] = useState<Action>()
  const list = useId()
  const actions = useRegisteredActions().filter(({ isKeyOnly }) => !isKeyOnly)
  const { found: things, isSearching, isPartial } = useFindings(text)
  const found = [...matching(actions, text), ...things]
  const chosen = placeOf(choice, found)

  const run = (action: Action | undefined): void => {
    if (!action) return
    onClose()
    // When the dialog has given the focus back, so that the action may take it.
    setTimeout(action.run)
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step !== undefined && found.length > 0) {
      event.preventDefault()
      const next = (chosen + step + found.length) % found.length
      choose(found[next])
      document.getElementById(`${list}-${next}`)?.scrollIntoView({ block: 'nearest' })
    } else if (event.key === 'Enter') {
      event.preventDefault()
      run(found[chosen])
    }
  }
  return (
    <Dialog.Root open onOpenChange={(isOpen) => isOpen || onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-veil" />
        <Dialog.Popup className="fixed top-[12vh] left-1/2 z-40 flex max-h-[70vh] w-[calc(100%-2rem)] max-w-xl -translate-x-1/2 flex-col rounded-lg border border-line bg-panel shadow-float outline-none">
          <Dialog.Title className="sr-only">Search and do</Dialog.Title>
          <input
            role="combobox"
            aria-expanded
            aria-controls={list}
            aria-activedescendant={found.length > 0 ? `${list}-${chosen}` : undefined}
            aria-label="Go to a screen, do something, or find anything by name"
            placeholder="Go to a screen, do something, or find anything by name"
            autoComplete="off"
            spellCheck={false}
            value={text}
            onChange={({ target }) => {
              setText(target.value)
              choose(undefined)
            }}
            onFocus={() => setText((before) => before + takeTyped())}
            onKeyDown={onKeyDown}
            className="border-b border-line bg-transparent px-5 py-3.5 text-lg outline-none placeholder:text-muted"
          />
          <ul id={list} role="listbox" aria-label="What fits" className="overflow-y-auto p-2">
            {found.map((action, n) => (
              <li
                key={n}
                id={`${list}-${n}`}
                role="option"
                aria-selected={n === chosen}
                onPointerMove={() => choose(action)}
                onClick={() => run(action)}
                className={cx(
                  'flex cursor-pointer items-center justify-between gap-4 rounded-md px-3 py-2',
                  n === chosen && 'bg-accent-soft',
                )}
              >
                <span className="min-w-0 truncate">{action.label}</span>
                {action.keys !== undefined && <KeyHint keys={action.keys} />}
                {n >= found.length - things.length && (
                  <span className="shrink-0 text-sm text-muted">{action.group}</span>
                )}
              </li>
            ))}
          </ul>
          {(found.length === 0 || isPartial) && (
            <p role="status" className="px-5 pb-5 text-muted">
              {isSearching
                ? 'Searching …'
                : isPartial
                  ? 'Not everything could be searched: something does not answer'
                  : 'Nothing here is called that'}
            </p>
          )}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

const isSame = (a: Action, b: Action): boolean =>
  a.group === b.group && a.label === b.label && a.href === b.href

/** Where what is chosen stands by now; the first is, until somebody chooses. */
const placeOf = (choice: Action | undefined, found: readonly Action[]): number =>
  Math.max(choice ? found.findIndex((each) => isSame(each, choice)) : 0, 0)
