const asks =
  '[role=dialog]:not([aria-modal=false], [data-closed]), [role=alertdialog]:not([aria-modal=false], [data-closed])'

/**
 * Moves the focus on the screen a moment after it was asked for, without scrolling. A dialog that was
 * opened over the screen meanwhile keeps it: whoever types fast would write past it.
 */
export function moveFocus(to: HTMLElement | null | undefined): void {
  const dialog = document.activeElement?.closest(asks)
  if (dialog && to && !dialog.contains(to)) return
  to?.focus({ preventScroll: true })
}
