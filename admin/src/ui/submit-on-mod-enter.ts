/** Ctrl or ⌘ with Enter sends a form from within its text. */
export function submitOnModEnter(event: {
  readonly key: string
  readonly repeat: boolean
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly currentTarget: HTMLTextAreaElement
}): void {
  if (event.key === 'Enter' && !event.repeat && (event.ctrlKey || event.metaKey)) {
    event.currentTarget.form?.requestSubmit()
  }
}
