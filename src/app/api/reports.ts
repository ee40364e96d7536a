import { t } from '../../core/schema.ts'
import { endpoint, object, time } from './endpoint.ts'

const params = object({ name: t.String() })

/** What a report may be asked for; each takes some of it, and refuses the rest with what it takes. */
const query = object({
  from: t.Optional(t.String({ description: 'a day or a moment: from then on' })),
  to: t.Optional(t.String({ description: 'a day or a moment: up to, and without, then' })),
  by: t.Optional(t.String({ description: 'the dimension to group by' })),
  credit: t.Optional(
    t.String({ description: 'which touches are credited: first, last or linear' }),
  ),
  lookback: t.Optional(t.String({ description: 'how many days a touch may lie back' })),
  of: t.Optional(t.String({ description: 'the single thing that the report is about' })),
})

const column = t.Object({
  name: t.String(),
  title: t.String(),
  form: t.Enum(['text', 'count', 'number', 'percent', 'money', 'time']),
  means: t.Optional(t.String()),
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
