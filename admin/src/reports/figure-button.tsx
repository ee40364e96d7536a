import type { ReactNode } from 'react'

/** A figure that opens: a plain number until one points at it. */
export function FigureButton(props: {
  readonly onOpen: () => void
  /** What it is, for screen readers: "Revenue of Data residency". */
  readonly label: string
  readonly children: ReactNode
}) {
  const { onOpen, label, children } = props
  return (
    <button
      type="button"
      onClick={onOpen}
      aria-label={label}
      className="max-w-full truncate rounded-sm underline decoration-transparent underline-offset-3 hover:decoration-edge focus-visible:decoration-edge"
    >
      {children}
    </button>
  )
}
