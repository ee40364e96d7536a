import { cx } from './cx.ts'
import { diffLines, type DiffLine } from './diff-lines.ts'

const marks: Record<DiffLine['kind'], readonly [string, string, string]> = {
  same: ['\u00a0', '', ''],
  gone: ['−', 'removed', 'bg-bad-soft'],
  new: ['+', 'added', 'bg-accent-soft'],
}

/** What changed from `before` to `after`, line by line, with a sign as well as a colour. */
export function Diff(props: {
  readonly before: string
  readonly after: string
  readonly label: string
}) {
  const { before, after, label } = props
  return (
    <div
      role="region"
      aria-label={label}
      tabIndex={0}
      className="max-h-[32rem] overflow-auto rounded-md border border-line bg-sunk py-2 font-mono text-sm"
    >
      {diffLines(before, after).map(({ kind, text }, at) => {
        const [sign, word, colour] = marks[kind]
        return (
          <div key={at} className={cx('flex gap-3 px-3', colour)}>
            <span aria-hidden className="w-3 shrink-0 text-muted select-none">
              {sign}
            </span>
            <span className="min-w-0 break-words whitespace-pre-wrap">
              {word && <span className="sr-only">{word}: </span>}
              {text || '\u00a0'}
            </span>
          </div>
        )
      })}
    </div>
  )
}
