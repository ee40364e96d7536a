import { err, ok, type Result } from '../../core/result.ts'
import { credits, type Report, type ReportRequest } from './define.ts'

/** A request as a command line or an address gives it: all text, any of it missing. */
export interface AskedRequest {
  readonly from?: string | undefined
  readonly to?: string | undefined
  readonly by?: string | undefined
  readonly credit?: string | undefined
  readonly lookback?: string | undefined
  readonly of?: string | undefined
}

const usualLookback = 30
const longestLookback = 3_650

/**
 * Checks what a report is asked for and fills in what is usual.
 * @returns the request, or a sentence that says what is wrong and what is allowed
 */
export function readRequest(report: Report, asked: AskedRequest): Result<ReportRequest, string> {
  const { takes, name } = report
  const allowed = [
    ...(takes.period ? ['from', 'to'] : []),
    ...(takes.by ? ['by'] : []),
    ...(takes.credit ? ['credit', 'lookback'] : []),
    ...(takes.of ? ['of'] : []),
  ]
  const stranger = Object.entries(asked).find(
    ([key, value]) => value !== undefined && !allowed.includes(key),
  )
  if (stranger) {
    const takesWhat = allowed.length > 0 ? `it takes ${allowed.join(', ')}` : 'it takes nothing'
    return err(`report '${name}' does not take '${stranger[0]}'; ${takesWhat}`)
  }
  const request: Record<string, unknown> = {}
  for (const key of allowed) {
    const read = readers[key as keyof typeof readers](report, asked[key as keyof AskedRequest])
    if (!read.ok) return err(`report '${name}': ${read.error}`)
    if (read.value !== undefined) request[key] = read.value
  }
  const { from, to } = request as ReportRequest
  if (from && to && from >= to) {
    return err(`report '${name}': 'from' (${asked.from}) must lie before 'to' (${asked.to})`)
  }
  return ok(request)
}

type Reader = (report: Report, text: string | undefined) => Result<unknown, string>

const readers: Readonly<Record<keyof AskedRequest, Reader>> = {
  from: (_, text) => readMoment('from', text),
  to: (_, text) => readMoment('to', text),
  by: ({ takes }, text) => oneOf('by', text, takes.by ?? [], takes.by?.[0]),
  credit: (_, text) => oneOf('credit', text, credits, 'linear'),
  lookback: (_, text) => {
    const days = Number((text ?? String(usualLookback)).replace(/d$/, ''))
    return Number.isInteger(days) && days >= 1 && days <= longestLookback
      ? ok(days)
      : err(`'lookback' is a number of days from 1 to ${longestLookback}, not '${text}'`)
  },
  of({ takes }, text) {
    const { what = 'thing', oneOf: known, needed } = takes.of ?? {}
    if (text === undefined || text === '') {
      if (!needed) return ok(undefined)
      const choice = known?.length ? `: one of ${known.join(', ')}` : ''
      return err(`say which ${what} with 'of'${choice}`)
    }
    if (!known || known.includes(text)) return ok(text)
    return err(
      known.length > 0
        ? `there is no ${what} '${text}'; there are ${known.join(', ')}`
        : `there is no ${what} '${text}'; the workspace defines none`,
    )
  },
}

function oneOf(
  name: string,
  text: string | undefined,
  known: readonly string[],
  usual: string | undefined,
): Result<string | undefined, string> {
  if (text === undefined || text === '') return ok(usual)
  if (known.includes(text)) return ok(text)
  return err(`'${name}' is one of ${known.join(', ')}, not '${text}'`)
}

/** A day (`2026-05-04`, from its first moment in UTC) or a moment with its zone. */
function readMoment(name: string, text: string | undefined): Result<Date | undefined, string> {
  if (text === undefined || text === '') return ok(undefined)
  const parts = /^(\d{4}-\d{2}-\d{2})(T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2}))?$/.exec(
    text,
  )
  const moment = new Date(text)
  const day = new Date(`${parts?.[1]}T00:00:00Z`)
  // The last check finds days that no calendar has: JavaScript reads 31 February as 3 March.
  if (!parts || Number.isNaN(moment.getTime()) || !day.toISOString().startsWith(parts[1]!)) {
    return err(
      `'${name}' is a day such as 2026-05-04, or a moment such as 2026-05-04T09:00:00Z, not '${text}'`,
    )
  }
  return ok(moment)
}
