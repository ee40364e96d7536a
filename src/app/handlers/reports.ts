import {
  BrokenReportError,
  csvText,
  ReportRequestError,
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

/** Reports over HTTP. They answer for everything that had landed when they were asked. */
export function reportHandlers(context: AppContext): Pick<Handlers, keyof typeof reportEndpoints> {
  const reports = reportsOf(context)
  const run = async (name: string, asked: AskedRequest): Promise<ReportAnswer> => {
    await context.facts.caughtUp()
    try {
      return await runReport({ ...context, warehouse: context.facts, reports }, name, asked)
    } catch (error) {
      if (error instanceof ReportRequestError) {
        throw error.kind === 'unknown' ? notFound(error.message) : invalid(error.message, 'query')
      }
      // The workspace's own file is at fault, and its author needs the reason.
      if (error instanceof BrokenReportError) throw conflict(error.message)
      throw error
    }
  }
  return {
    async listReports() {
      return { reports: reports.map(({ name, title, takes }) => ({ name, title, takes })) }
    },
    async runReport({ params: { name }, query }) {
      const answer = await run(name, query)
      return { ...answer, request: { ...answer.request } }
    },
    async reportCsv({ params: { name }, query }) {
      return csvText(await run(name, query))
    },
    async reportText({ params: { name }, query }) {
      return tableText(await run(name, query))
    },
  }
}
