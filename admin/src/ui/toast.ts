/** What is told for a few seconds after an action. */
export interface Told {
  /** What was done, or not: "Resolved", "38 records replayed". */
  readonly title: string
  readonly about?: string | undefined
  /** 'bad': it failed; it stays until it is closed. */
  readonly tone?: 'plain' | 'bad' | undefined
  /** Takes the action back; the toast then offers "Undo". */
  readonly onUndo?: (() => void) | undefined
}

type Listener = (told: Told) => void

let listener: Listener | undefined
let wake: (() => void) | undefined
const waiting: Told[] = []

/** Tells the person what was done, with a way to take it back: `toast({ title: 'Resolved', onUndo })`. */
export function toast(told: Told): void {
  if (listener) return listener(told)
  waiting.push(told)
  wake?.()
}

/** For the Toaster: is called when there is something to show and nobody shows it yet. */
export function onFirstToast(listen: () => void): () => void {
  wake = listen
  if (waiting.length > 0) listen()
  return () => {
    wake = undefined
  }
}

/** For what shows toasts: takes over what waits and all that comes. */
export function takeToasts(listen: Listener): () => void {
  listener = listen
  for (const told of waiting.splice(0)) listen(told)
  return () => {
    listener = undefined
  }
}
