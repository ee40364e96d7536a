/** The mark and the name. */
export function Brand() {
  return (
    <span className="inline-flex items-center gap-2.5 text-lg font-semibold tracking-tight">
      <svg aria-hidden viewBox="0 0 16 16" fill="none" className="size-4 stroke-current">
        <circle cx="8" cy="8" r="6.75" strokeWidth="1.5" />
        <path d="M8 1.5v13" strokeWidth="2" className="stroke-accent" />
      </svg>
      Linchpin
    </span>
  )
}
