import { locale } from './locale.ts'

/** What stands where there is no value. */
export const none = '–'

/** Minus is a minus sign (U+2212), also where a locale writes a hyphen. */
const withMinus = (text: string): string => text.replace(/-(?=[\p{Sc}\d])/gu, '−')

const formats = new Map<string, Intl.NumberFormat>()

function numberFormat(options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const { tag } = locale()
  const key = tag + JSON.stringify(options)
  const known = formats.get(key)
  if (known) return known
  const made = new Intl.NumberFormat(tag, options)
  formats.set(key, made)
  return made
}

export interface NumberStyle {
  /** 128k instead of 128,402. */
  readonly short?: boolean | undefined
  /** Writes the plus too, as a difference wants it. */
  readonly sign?: boolean | undefined
  /** Digits after the point; a whole number has none without it. */
  readonly digits?: number | undefined
}

const styled = ({ short, sign }: NumberStyle): Intl.NumberFormatOptions => ({
  ...(short ? { notation: 'compact' as const } : {}),
  ...(sign ? { signDisplay: 'exceptZero' as const } : {}),
})

/** 128,402 · 128k · +12 */
export function formatCount(value: number | null | undefined, style: NumberStyle = {}): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return none
  const { digits = style.short ? undefined : Number.isInteger(value) ? 0 : 2 } = style
  const options = digits === undefined ? {} : { maximumFractionDigits: digits }
  return withMinus(numberFormat({ ...options, ...styled(style) }).format(value))
}

/** A share as per cent: 0.123 is 12.3%. */
export function formatPercent(value: number | null | undefined, style: NumberStyle = {}): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return none
  const { digits = 1 } = style
  return withMinus(
    numberFormat({ style: 'percent', maximumFractionDigits: digits, ...styled(style) }).format(
      value,
    ),
  )
}

/**
 * Money from millionths of the unit: €1,204.50 · €412k. Whole amounts lose their noughts. Where no money
 * has come in yet there is no currency, and an amount is a bare number.
 */
export function formatMoney(
  micros: number | null | undefined,
  currency: string | undefined,
  style: NumberStyle = {},
): string {
  if (micros === null || micros === undefined || !Number.isFinite(micros)) return none
  if (currency === undefined) return formatCount(micros / 1e6, style)
  const format = numberFormat({
    style: 'currency',
    currency,
    // Short amounts are read at a glance: 412k, 1.2M, never 411.87k.
    ...(style.short ? { maximumSignificantDigits: 3 } : { trailingZeroDisplay: 'stripIfInteger' }),
    ...(style.digits === undefined ? {} : { maximumFractionDigits: style.digits }),
    ...styled(style),
  })
  return withMinus(format.format(micros / 1_000_000))
}

const asDate = (at: string | number | Date): Date => (at instanceof Date ? at : new Date(at))

/** 22 Nov 2026, 23:55:07 UTC: the exact moment, with its zone. */
export const formatMoment = (at: string | number | Date): string =>
  when(at, { dateStyle: undefined, timeZoneName: 'short', second: '2-digit' })

/** 22 Nov 2026, 23:55 */
export const formatTime = (at: string | number | Date): string => when(at, {})

/** 22 Nov 2026 */
export const formatDay = (at: string | number | Date): string =>
  when(at, { hour: undefined, minute: undefined })

/** 22 Nov */
export const formatShortDay = (at: string | number | Date): string =>
  when(at, { hour: undefined, minute: undefined, year: undefined })

/** 22 Nov 2026: a day of UTC, wherever it is read. */
export const formatCalendarDay = (at: string | number | Date): string =>
  when(at, { hour: undefined, minute: undefined, timeZone: 'UTC' })

/** 22 Nov: the same. */
export const formatShortCalendarDay = (at: string | number | Date): string =>
  when(at, { hour: undefined, minute: undefined, year: undefined, timeZone: 'UTC' })

/** November 2026: a month of UTC, wherever it is read. */
export const formatMonth = (at: string): string =>
  when(at, { hour: undefined, minute: undefined, day: undefined, month: 'long', timeZone: 'UTC' })

/** 23:55 */
export const formatClock = (at: string | number | Date): string =>
  when(at, { day: undefined, month: undefined, year: undefined })

const moment = {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
}
const times = new Map<string, Intl.DateTimeFormat>()

function when(at: string | number | Date, change: Intl.DateTimeFormatOptions | object): string {
  const date = asDate(at)
  if (Number.isNaN(date.getTime())) return none
  const { tag, zone } = locale()
  const key = `${tag} ${zone} ${JSON.stringify(change, (_, each: unknown) => each ?? 'none')}`
  let format = times.get(key)
  if (!format) {
    const options = { ...moment, ...(zone ? { timeZone: zone } : {}), ...change }
    format = new Intl.DateTimeFormat(tag, options as Intl.DateTimeFormatOptions)
    times.set(key, format)
  }
  return format.format(date)
}

const units = [
  ['s', 1],
  ['min', 60],
  ['h', 3_600],
  ['day', 86_400],
] as const

/** A length of time in its largest fitting unit: 0.8 s, 14 min, 2 h, 1 day, 12 days. */
export function formatSpan(milliseconds: number): string {
  if (!Number.isFinite(milliseconds)) return none
  const seconds = Math.abs(milliseconds) / 1_000
  if (seconds < 10) return `${formatCount(Math.round(seconds * 10) / 10, { digits: 1 })} s`
  let [unit, size]: readonly [string, number] = units[0]
  for (const each of units) if (seconds >= each[1]) [unit, size] = each
  const whole = Math.floor(seconds / size)
  return `${formatCount(whole)} ${unit === 'day' && whole !== 1 ? 'days' : unit}`
}

/** How long ago, or how far ahead: "14 min", "in 2 h", and "now" within ten seconds. */
export function formatAge(at: string | number | Date, now: number): string {
  const ago = now - asDate(at).getTime()
  if (!Number.isFinite(ago)) return none
  if (Math.abs(ago) < 10_000) return 'now'
  return ago > 0 ? formatSpan(ago) : `in ${formatSpan(ago)}`
}

/** The same within a sentence: "14 min ago", "in 2 h", "just now". */
export function formatAgo(at: string | number | Date, now: number): string {
  const age = formatAge(at, now)
  if (age === 'now') return 'just now'
  return asDate(at).getTime() < now ? `${age} ago` : age
}

/** A due time in the words of a day: "due 18:00", "due tomorrow", "due in 12 min", "4 h overdue". */
export function formatDue(at: string | number | Date, now: number): string {
  const due = asDate(at)
  const ahead = due.getTime() - now
  if (!Number.isFinite(ahead)) return none
  if (ahead < 0) return `${formatSpan(ahead)} overdue`
  if (ahead < 7_200_000) return `due in ${formatSpan(Math.max(ahead, 60_000))}`
  const days = formatDay(due) === formatDay(now) ? 0 : Math.round(ahead / 86_400_000)
  if (days === 0) return `due ${formatClock(due)}`
  if (formatDay(due) === formatDay(now + 86_400_000)) return 'due tomorrow'
  return `due ${formatShortDay(due)}`
}

/** "1 signal", "2 signals": a number with its noun. */
export const formatMany = (value: number, one: string, many = `${one}s`): string =>
  `${formatCount(value)} ${value === 1 ? one : many}`

const byteUnits = [
  ['GB', 1e9],
  ['MB', 1e6],
  ['kB', 1e3],
] as const

/** 1.4 GB, 64 MB, 3.2 kB, 17 bytes: in thousands, as file managers count. */
export function formatBytes(bytes: number): string {
  const found = byteUnits.find(([, size]) => bytes >= size)
  if (!found) return formatMany(bytes, 'byte')
  const [unit, size] = found
  return `${formatCount(Math.round((bytes / size) * 10) / 10, { digits: 1 })} ${unit}`
}

const words = ['No', 'One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight', 'Nine']

/** A small number as the word that begins a title; larger ones in digits. */
export const formatWord = (value: number): string => words[value] ?? formatCount(value)
