import { Command } from '../ui/command.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { shownOnce, type ShownOnce } from './shown-once.ts'

/** Shows a text that is shown once, until the person says that they have it. */
export function OnceDialog({ once: { title, about, label, text } }: { readonly once: ShownOnce }) {
  return (
    <Dialog open wide onClose={() => shownOnce.set(undefined)} title={title} about={about}>
      <Command label={label} line={text} />
    </Dialog>
  )
}
