import { formatAge, formatAgo, formatDue, formatMoment, none } from './format.ts'
import { Tip } from './tip.tsx'
import { useNow } from './use-now.ts'

/**
 * How long ago something was; the exact time shows on hover and on focus.
 *
 * - `at`: ISO text, Date or milliseconds; absent: a dash
 * - `ago`: in a sentence: "3 min ago", "just now"
 * - `due`: it is a promise: "due 18:00", "4 h overdue"
 * - `still`: no stop for the Tab key (inside a link, a button or a row that opens)
 */
export function Age(props: {
  readonly at: string | number | Date | null | undefined
  readonly ago?: boolean | undefined
  readonly due?: boolean | undefined
  readonly still?: boolean | undefined
}) {
  const { at, ago, due, still } = props
  const now = useNow()
  if (at === null || at === undefined) return <span className="text-muted">{none}</span>
  const date = new Date(at)
  if (Number.isNaN(date.getTime())) return <span className="text-muted">{none}</span>
  const text = due ? formatDue(date, now) : ago ? formatAgo(date, now) : formatAge(date, now)
  const time = (
    <time dateTime={date.toISOString()} className="whitespace-nowrap">
      {text}
    </time>
  )
  return still ? (
    <span title={formatMoment(date)}>{time}</span>
  ) : (
    <Tip tip={formatMoment(date)}>{time}</Tip>
  )
}
