/** Longer text is cut. */
const longest = 2_000

/**
 * A value as it came, as a tree whose branches close.
 *
 * - `value`: anything that JSON can hold; `label`: what it is
 */
export function Json({ value, label }: { readonly value: unknown; readonly label: string }) {
  return (
    <div
      role="region"
      aria-label={label}
      tabIndex={0}
      className="max-h-[32rem] overflow-auto rounded-md border border-line bg-sunk px-3 py-2 font-mono text-sm break-words"
    >
      <Node value={value} open={2} />
    </div>
  )
}

function Node(props: {
  readonly name?: string | undefined
  readonly value: unknown
  /** How many levels are open at first. */
  readonly open: number
}) {
  const { name, value, open } = props
  const key = name !== undefined && <span className="text-muted">{name}: </span>
  if (typeof value !== 'object' || value === null) {
    return (
      <div className="pl-4">
        {key}
        <Leaf value={value} />
      </div>
    )
  }
  const entries = Object.entries(value)
  const count = Array.isArray(value) ? `[${entries.length}]` : `{${entries.length}}`
  if (entries.length === 0) {
    return (
      <div className="pl-4">
        {key}
        {Array.isArray(value) ? '[]' : '{}'}
      </div>
    )
  }
  return (
    <details open={open > 0} className="pl-1">
      <summary className="cursor-pointer rounded-sm marker:text-muted">
        {name ?? ''} <span className="text-muted">{count}</span>
      </summary>
      <div className="ml-1 border-l border-line">
        {entries.map(([each, inner]) => (
          <Node key={each} name={each} value={inner} open={open - 1} />
        ))}
      </div>
    </details>
  )
}

function Leaf({ value }: { readonly value: unknown }) {
  if (typeof value !== 'string') {
    return (
      <span className="text-accent">{value === undefined ? 'absent' : JSON.stringify(value)}</span>
    )
  }
  const text = value.length > longest ? `${value.slice(0, longest)}…` : value
  return <span className="whitespace-pre-wrap">“{text}”</span>
}
