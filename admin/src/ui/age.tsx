import { formatAge, formatDue, formatMoment, none } from './format.ts'
import { Tip } from './tip.tsx'
import { useNow } from './use-now.ts'

/**
 * How long ago something was; the exact time shows on hover and on focus.
 *
 * - `at`: ISO text, Date or milliseconds; absent: a dash
 * - `due`: it is a promise: "due 18:00", "4 h overdue"
 * - `still`: no stop for the Tab key (inside a link, a button or a row that opens)
 */
export function Age(props: {
  readonly at: string | number | Date | null | undefined
  readonly due?: boolean | undefined
  readonly still?: boolean | undefined
}) {
  const { at, due, still } = props
  const now = useNow()
  if (at === null || at === undefined) return <span className="text-muted">{none}</span>
  const date = new Date(at)
  if (Number.isNaN(date.getTime())) return <span className="text-muted">{none}</span>
  const text = due ? formatDue(date, now) : formatAge(date, now)
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
