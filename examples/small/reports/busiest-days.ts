import { defineReport } from 'linchpin'

/** A report of the workspace's own: one file. */
export default defineReport({
  name: 'busiest-days',
  title: 'Busiest days',
  columns: [
    { name: 'day', title: 'Day', form: 'time' },
    { name: 'touches', title: 'Touches', form: 'count' },
  ],
  rows: (query) => query`
    select date_trunc('day', touch.at) as day, count(*) as touches
    from touch group by 1 order by 2 desc, 1`,
})
