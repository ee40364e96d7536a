import { Button } from './button.tsx'

/** The cross that everybody knows; its name is "Close". */
export function CloseButton({ onClose }: { readonly onClose: () => void }) {
  return (
    <Button small tone="quiet" aria-label="Close" title="Close (Escape)" onClick={onClose}>
      <svg aria-hidden viewBox="0 0 12 12" className="size-3 fill-none stroke-current stroke-[1.5]">
        <path d="m2 2 8 8m0-8-8 8" />
      </svg>
    </Button>
  )
}
