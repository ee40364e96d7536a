/**
 * A thin line over what is being read anew: the old figures stay as readable as they were, and nothing
 * moves. It says nothing by itself; the screen says in words that it reads.
 */
export const Progress = () => (
  <span
    aria-hidden
    className="absolute inset-x-0 -top-2.5 h-0.5 overflow-hidden rounded-full bg-line"
  >
    <span className="block h-full w-1/3 animate-progress rounded-full bg-accent" />
  </span>
)
