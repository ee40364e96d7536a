import { err, ok, type Result } from '../core/result.ts'
import { tooLong } from './too-long.ts'

type Order = 'DMY' | 'MDY' | 'YMD'

const months = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
]

const day = /^(.+?)/
const time = /(?:T|\s+|,\s*)(\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)\s*(am|pm)?/
const zone = /\s*(Z|UTC|GMT|[-+]\d{2}(?::?\d{2})?)?/
const dayAndTime = new RegExp(`${day.source}(?:${time.source}${zone.source})?$`, 'i')

/**
 * Reads a date, with or without a time, from text, as ISO 8601. A date that reads two ways, as
 * `03/04/2026` does, is refused unless the order is declared. A time without a zone is UTC.
 * @param form `'date'` gives `2026-04-03`, the day as written; `'date-time'` gives
 * `2026-04-03T00:00:00.000Z`
 */
export function readDate(
  text: string,
  order: Order | undefined,
  form: 'date' | 'date-time',
): Result<string, string> {
  const moment = readMoment(text, order)
  if (!moment.ok) return moment
  const { day, at } = moment.value
  return ok(form === 'date' ? day : at.toISOString())
}

/** Reads a point in time from text, as `readDate` does; a date without a time is its first moment. */
export function readInstant(text: string, order: Order | undefined): Result<Date, string> {
  const moment = readMoment(text, order)
  return moment.ok ? ok(moment.value.at) : moment
}

interface Moment {
  /** The day as written, whatever day it is in UTC. */
  readonly day: string
  readonly at: Date
}

function readMoment(text: string, order: Order | undefined): Result<Moment, string> {
  const long = tooLong(text)
  if (long) return err(long)
  const plain = readPlain(text)
  if (plain) return ok({ day: text.slice(0, 10), at: plain })
  const [, written = '', clock = '0:00', half, offset] = dayAndTime.exec(text.trim()) ?? []
  const date = readDay(written, order)
  if (!date.ok) return err(date.error ?? `"${text}" is not a date`)
  const at = new Date(`${date.value}T${readTime(clock, half)}${readZone(offset)}`)
  if (Number.isNaN(at.getTime())) return err(`"${text}" is not a time`)
  return ok({ day: date.value, at })
}

/** ISO 8601 in full, as programs write it, is read without taking it apart; undefined for all else. */
function readPlain(text: string): Date | undefined {
  if (!/^\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d(\.\d+)?Z)?$/.test(text)) return undefined
  const at = new Date(text)
  if (Number.isNaN(at.getTime()) || Number(text.slice(0, 4)) < 1000) return undefined
  // Date takes 30 February for 2 March, and 24:00 for the day behind it.
  return at.getUTCDate() === Number(text.slice(8, 10)) ? at : undefined
}

/** The day as ISO 8601; the error is undefined where the text does not even look like one. */
function readDay(text: string, order: Order | undefined): Result<string, string | undefined> {
  const named =
    /^(?:[a-z]{3,9},?\s+)?(?:(\d{1,2})[\s-]([a-z]{3,9})|([a-z]{3,9})\s+(\d{1,2})),?[\s-](\d{4})$/i.exec(
      text,
    )
  if (named) {
    const month = monthNumber(named[2] ?? named[3]!)
    return month > 0
      ? calendarDay(text, Number(named[5]), month, Number(named[1] ?? named[4]))
      : err(undefined)
  }
  const numbers = /^(\d{1,4})([-/.])(\d{1,2})\2(\d{1,4})$/.exec(text)
  if (!numbers) return err(undefined)
  const [a, b, c] = [Number(numbers[1]), Number(numbers[3]), Number(numbers[4])]
  if (numbers[1]!.length === 4) return calendarDay(text, a, b, c)
  if (numbers[4]!.length !== 4) {
    return err(`"${text}" has a year of two digits; write it with four`)
  }
  if (order === 'YMD') return err(`"${text}" is not year-month-day, as the contract declares`)
  if (order === undefined && isMonth(a) && isMonth(b) && a !== b) {
    return err(
      `"${text}" reads as ${a} ${monthName(b)} and as ${b} ${monthName(a)}; ` +
        `declare text: { dates: 'DMY' } or text: { dates: 'MDY' } in the contract`,
    )
  }
  const dayFirst = order === 'DMY' || (order === undefined && a > 12)
  return calendarDay(text, c, dayFirst ? b : a, dayFirst ? a : b)
}

const isMonth = (number: number) => number >= 1 && number <= 12

const monthName = (month: number) => months[month - 1]!.slice(0, 3).replace(/^./, upper)
const upper = (letter: string) => letter.toUpperCase()

/** 1 for `Jan` and `january`, 9 for `Sept`, 0 for what is no month. */
const monthNumber = (name: string) =>
  name.length < 3 ? 0 : months.findIndex((month) => month.startsWith(name.toLowerCase())) + 1

function calendarDay(
  text: string,
  year: number,
  month: number,
  day: number,
): Result<string, string> {
  const at = new Date(Date.UTC(year, month - 1, day))
  // The year is compared as well: Date takes the years 0 to 99 for 1900 to 1999.
  const exists =
    at.getUTCFullYear() === year && at.getUTCMonth() === month - 1 && at.getUTCDate() === day
  return exists ? ok(at.toISOString().slice(0, 10)) : err(`"${text}" is not a day of the calendar`)
}

/** `2:05 pm` as `14:05`. What is no time is left for Date to refuse. */
function readTime(clock: string, half: string | undefined): string {
  const [hour, ...rest] = clock.split(':')
  const read = Number(hour)
  if (half && read > 12) return ''
  const hours = half ? (read % 12) + (half.toLowerCase() === 'pm' ? 12 : 0) : read
  return [String(hours).padStart(2, '0'), ...rest].join(':')
}

/** `+02`, `+0200` and `+02:00` as `+02:00`; no zone, `UTC` and `GMT` as `Z`. */
function readZone(offset: string | undefined): string {
  if (!offset || /^[a-z]/i.test(offset)) return 'Z'
  return `${offset.slice(0, 3)}:${offset.slice(3).replace(':', '') || '00'}`
}
