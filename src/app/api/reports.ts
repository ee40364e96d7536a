import { t } from '../../core/schema.ts'
import { count, endpoint, object, orNull, time } from './endpoint.ts'

const params = object({ name: t.String() })

/** What a report may be asked for; each takes some of it, and refuses the rest with what it takes. */
const asks = {
  from: t.Optional(t.String({ description: 'a day or a moment: from then on' })),
  to: t.Optional(t.String({ description: 'a day or a moment: up to, and without, then' })),
  by: t.Optional(t.String({ description: 'the dimension to group by' })),
  credit: t.Optional(
    t.String({ description: 'which touches are credited: first, last or linear' }),
  ),
  lookback: t.Optional(t.String({ description: 'how many days a touch may lie back' })),
  of: t.Optional(t.String({ description: 'the single thing that the report is about' })),
}
const query = object(asks)

const column = t.Object({
  name: t.String(),
  title: t.String(),
  form: t.Enum(['text', 'count', 'number', 'percent', 'money', 'time', 'day', 'month'], {
    description: 'how a value is written; days and months are those of UTC',
  }),
  means: t.Optional(t.String()),
  madeOf: t.Optional(
    t.Array(t.String(), { description: 'the columns that it is worked out of: it has no rows' }),
  ),
})
const row = t.Record(t.String(), t.Union([t.String(), t.Number(), t.Boolean(), t.Null()]))

export const reportEndpoints = {
  listReports: endpoint({
    method: 'GET',
    path: '/api/reports',
    summary: 'The reports that there are, and what each may be asked for',
    answer: t.Object({
      reports: t.Array(
        t.Object({
          name: t.String(),
          title: t.String(),
          opens: t.Boolean({ description: 'whether its figures open into their rows' }),
          takes: t.Object({
            period: t.Optional(t.String()),
            by: t.Optional(t.Array(t.String())),
            credit: t.Optional(t.Boolean()),
            of: t.Optional(
              t.Object({
                what: t.String(),
                oneOf: t.Optional(t.Array(t.String())),
                needed: t.Optional(t.Boolean()),
              }),
            ),
          }),
        }),
      ),
    }),
  }),
  runReport: endpoint({
    method: 'GET',
    path: '/api/reports/:name',
    summary: 'Runs a report',
    params,
    query,
    answer: t.Object({
      report: t.String(),
      title: t.String(),
      columns: t.Array(column),
      rows: t.Array(row),
      totals: t.Array(row),
      notes: t.Array(t.String()),
      request: t.Record(t.String(), t.Unknown()),
      opens: t.Boolean({ description: 'whether its figures open into their rows' }),
      asOf: time(),
    }),
    problems: [404, 409],
  }),
  reportRows: endpoint({
    method: 'GET',
    path: '/api/reports/:name/rows',
    summary: 'The rows behind a figure of a report, and what the figure leaves out',
    params,
    query: object({
      ...asks,
      column: t.String({ description: 'the column that the figure stands in' }),
      group: t.Optional(
        t.String({
          description: 'what the first column of its row says; left out, the totals are meant',
        }),
      ),
      currency: t.Optional(t.String({ description: 'the currency of its row, if it is money' })),
      after: t.Optional(t.String({ description: 'the `next` of the page before' })),
      limit: t.Optional(t.Integer({ minimum: 1, maximum: 1000 })),
    }),
    answer: t.Object({
      report: t.String(),
      column,
      columns: t.Array(column),
      rows: t.Array(row, {
        description: 'each with a `key`, its columns, and `adds`: what it adds to the figure',
      }),
      next: t.Optional(t.String()),
      count: count('rows on all pages'),
      sum: orNull(t.Number({ description: 'what they come to: the figure' })),
      leftOut: t.Array(
        t.Object({
          what: t.String(),
          amount: t.Number(),
          currency: orNull(t.String({ description: 'none for a count' })),
        }),
      ),
      asOf: time(),
    }),
    problems: [404, 409],
  }),
  reportCsv: endpoint({
    method: 'GET',
    path: '/api/reports/:name/csv',
    summary: 'Runs a report and gives its rows as CSV',
    params,
    query,
    produces: 'text/csv',
    answer: t.String(),
    problems: [404, 409],
  }),
  reportText: endpoint({
    method: 'GET',
    path: '/api/reports/:name/text',
    summary: 'Runs a report and gives it as a table for a terminal',
    params,
    query,
    produces: 'text/plain',
    answer: t.String(),
    problems: [404, 409],
  }),
}
