import {
  BrokenReportError,
  csvText,
  ReportRequestError,
  rowsBehind,
  runReport,
  tableText,
  type AskedRequest,
  type ReportAnswer,
} from '../../pipeline/intelligence/index.ts'
import type { reportEndpoints } from '../api/reports.ts'
import type { AppContext } from '../context.ts'
import { reportsOf } from '../reports-of.ts'
import type { Handlers } from '../server/handlers.ts'
import { conflict, invalid, notFound } from '../server/refusal.ts'

/**
 * Reports over HTTP. They answer for everything that had landed when they were asked; while processing
 * stands still, for what it had reached, and they say so.
 */
export function reportHandlers(context: AppContext): Pick<Handlers, keyof typeof reportEndpoints> {
  const reports = reportsOf(context)
  const deps = { ...context, warehouse: context.facts, reports }
  const ask = async <T>(answer: (waiting: number) => Promise<T>): Promise<T> => {
    const waiting = await context.facts.caughtUp()
    try {
      return await answer(waiting)
    } catch (error) {
      if (error instanceof ReportRequestError) {
        throw error.kind === 'unknown' ? notFound(error.message) : invalid(error.message, 'query')
      }
      // The workspace's own file is at fault, and its author needs the reason.
      if (error instanceof BrokenReportError) throw conflict(error.message)
      throw error
    }
  }
  const run = (name: string, asked: AskedRequest): Promise<ReportAnswer> =>
    ask(async (waiting) => {
      const answer = await runReport(deps, name, asked)
      return waiting === 0 ? answer : { ...answer, notes: [lacking(waiting), ...answer.notes] }
    })
  return {
    async listReports() {
      return {
        reports: reports.map(({ name, title, takes, behind }) => ({
          name,
          title,
          takes,
          opens: behind !== undefined,
        })),
      }
    },
    async runReport({ params: { name }, query }) {
      const answer = await run(name, query)
      return { ...answer, request: { ...answer.request } }
    },
    async reportRows({ params: { name }, query }) {
      const { column, group, currency, after, limit = 100, ...asked } = query
      const figure = { column, group, currency }
      return ask(() => rowsBehind(deps, name, asked, figure, { after, limit }))
    },
    async reportCsv({ params: { name }, query }) {
      return csvText(await run(name, query))
    },
    async reportText({ params: { name }, query }) {
      return tableText(await run(name, query))
    },
  }
}

/** Positions have gaps, so that how many signals wait is known only at most. */
const lacking = (waiting: number): string =>
  waiting === 1
    ? 'One signal that has come in is not in these figures yet.'
    : `Up to ${waiting} signals that have come in are not in these figures yet.`
