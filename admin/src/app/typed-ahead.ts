let typed = ''

function hear(event: KeyboardEvent): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return
  if (event.key === 'Backspace') typed = typed.slice(0, -1)
  else if (event.key.length === 1) typed += event.key
  else return
  event.preventDefault()
  event.stopImmediatePropagation()
}

/**
 * Keeps what is typed until something that was called can take it: its code may have to be fetched, and
 * nobody waits for that. Returns how to stop.
 */
export function holdTyping(): () => void {
  typed = ''
  addEventListener('keydown', hear, true)
  return () => removeEventListener('keydown', hear, true)
}

/** What was typed meanwhile; from now on keys go where the focus is. */
export function takeTyped(): string {
  removeEventListener('keydown', hear, true)
  const text = typed
  typed = ''
  return text
}
