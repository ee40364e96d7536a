import { err, ok, type Result } from '../core/result.ts'

type Order = 'DMY' | 'MDY' | 'YMD'

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/**
 * Reads a date, with or without a time, from text, as ISO 8601. A date that reads two ways, as
 * `03/04/2026` does, is refused unless the order is declared. A time without a zone is UTC.
 * @param form `'date'` gives `2026-04-03`, `'date-time'` gives `2026-04-03T00:00:00.000Z`
 */
export function readDate(
  text: string,
  order: Order | undefined,
  form: 'date' | 'date-time',
): Result<string, string> {
  const parts =
    /^(.+?)(?:[T\s]+(\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:am|pm)?)\s*(Z|UTC|[-+]\d{2}:?\d{2})?)?$/i.exec(
      text.trim(),
    )
  const day = parts?.[1] ? readDay(parts[1], order) : err('')
  if (!day.ok) return err(day.error || `"${text}" is not a date`)
  if (form === 'date') return day
  const time = readTime(parts?.[2] ?? '00:00')
  const zone = (parts?.[3] ?? 'Z').toUpperCase().replace('UTC', 'Z')
  const at = new Date(`${day.value}T${time}${zone.replace(/^([-+]\d{2})(\d{2})$/, '$1:$2')}`)
  return Number.isNaN(at.getTime()) ? err(`"${text}" is not a time`) : ok(at.toISOString())
}

function readDay(text: string, order: Order | undefined): Result<string, string> {
  const named =
    /^(?:[a-z]{3,9},?\s+)?(?:(\d{1,2})[\s-]([a-z]{3,9})|([a-z]{3,9})\s+(\d{1,2})),?[\s-](\d{4})$/i.exec(
      text,
    )
  if (named) {
    const month = months.indexOf((named[2] ?? named[3] ?? '').slice(0, 3).toLowerCase()) + 1
    return calendarDay(text, Number(named[5]), month, Number(named[1] ?? named[4]))
  }
  const numbers = /^(\d{1,4})([-/.])(\d{1,2})\2(\d{1,4})$/.exec(text)
  if (!numbers) return err(`"${text}" is not a date`)
  const [a, b, c] = [Number(numbers[1]), Number(numbers[3]), Number(numbers[4])]
  if (numbers[1]!.length === 4) return calendarDay(text, a, b, c)
  if (numbers[4]!.length !== 4) {
    return err(`"${text}" has a year of two digits; write it with four`)
  }
  if (order === 'YMD') return err(`"${text}" is not year-month-day, as the contract declares`)
  if (order === undefined && a <= 12 && b <= 12 && a !== b) {
    return err(
      `"${text}" reads as ${a} ${monthName(b)} and as ${b} ${monthName(a)}; ` +
        `declare text: { dates: 'DMY' } or text: { dates: 'MDY' } in the contract`,
    )
  }
  const dayFirst = order === 'DMY' || (order === undefined && a > 12)
  return calendarDay(text, c, dayFirst ? b : a, dayFirst ? a : b)
}

const monthName = (month: number) => months[month - 1]!.replace(/^./, (c) => c.toUpperCase())

function calendarDay(
  text: string,
  year: number,
  month: number,
  day: number,
): Result<string, string> {
  const at = new Date(Date.UTC(year, month - 1, day))
  return at.getUTCMonth() === month - 1 && at.getUTCDate() === day && month > 0
    ? ok(at.toISOString().slice(0, 10))
    : err(`"${text}" is not a day of the calendar`)
}

function readTime(text: string): string {
  const [, hour = '0', minutes = '', half] = /^(\d{1,2})(:[\d:.]+)\s*(am|pm)?$/i.exec(text) ?? []
  const hours = half ? (Number(hour) % 12) + (half.toLowerCase() === 'pm' ? 12 : 0) : Number(hour)
  return `${String(hours).padStart(2, '0')}${minutes}`
}
