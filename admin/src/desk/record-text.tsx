import { cx } from '../ui/cx.ts'
import { jsonLines } from '../ui/json-lines.ts'

/** A record as it came, with the place of its fault marked. */
export function RecordText(props: {
  readonly text: string
  readonly at: string
  readonly label: string
}) {
  const { text, at, label } = props
  return (
    <pre
      tabIndex={0}
      role="region"
      aria-label={label}
      className="max-h-112 overflow-auto rounded-md border border-line bg-sunk py-2 font-mono text-sm"
    >
      {jsonLines(text, at).map((line, n) => (
        <span
          key={n}
          className={cx(
            'block border-l-2 px-3 break-words whitespace-pre-wrap',
            line.isAt ? 'border-warn bg-warn-soft' : 'border-transparent',
          )}
        >
          {line.text || ' '}
        </span>
      ))}
    </pre>
  )
}
