import { registeredActions } from './actions.ts'
import { keep, readKept } from './kept.ts'
import { createStore } from './store.ts'

const key = 'linchpin.single-keys'
const patienceMs = 1_500

/** Whether keys without a modifier do something. Speech input types them by accident. */
export const singleKeys = createStore(readKept(key) !== 'off')

export function setSingleKeys(on: boolean): void {
  keep(key, on ? undefined : 'off')
  singleKeys.set(on)
}

const isWriting = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.matches('input:not([type=checkbox]), textarea, select'))

/** Enter and the space bar press what has the focus; no action of the screen takes them away. */
const isPressing = ({ key, target }: KeyboardEvent): boolean =>
  (key === 'Enter' || key === ' ') &&
  target instanceof HTMLElement &&
  target.closest('a[href], button, summary, label, input, [role=tab], [role=button]') !== null

/** What floats has its own keys; those of the screen under it wait. A toast asks for nothing. */
const somethingFloats = (): boolean =>
  document.querySelector(
    '[role=dialog]:not([aria-modal=false]), [role=alertdialog]:not([aria-modal=false]), [role=menu], [role=listbox]',
  ) !== null

/** Runs the actions by their keys: one key, or two after one another. */
export function followKeyboard(): void {
  let first: string | undefined
  let timer: ReturnType<typeof setTimeout> | undefined

  addEventListener('keydown', (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return
    if (!singleKeys.get() || isWriting(event.target) || isPressing(event)) return
    if (somethingFloats()) return
    const typed = first === undefined ? event.key : `${first} ${event.key}`
    const found = registeredActions().find(({ keys }) => keys === typed)
    const begins = registeredActions().some(({ keys }) => keys?.startsWith(`${typed} `))
    clearTimeout(timer)
    first = undefined
    if (found) {
      event.preventDefault()
      found.run()
    } else if (begins) {
      first = typed
      timer = setTimeout(() => (first = undefined), patienceMs)
    }
  })
}
