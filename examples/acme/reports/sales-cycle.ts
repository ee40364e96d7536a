import { defineReport } from 'linchpin'

/** How long deals take, by the month in which they were won. A report of Acme's own: one file. */
export default defineReport({
  name: 'sales-cycle',
  title: 'How long do deals take?',
  columns: [
    { name: 'month', title: 'Month', form: 'month', means: 'The month in which deals were won.' },
    { name: 'won', title: 'Won', form: 'count' },
    { name: 'amount', title: 'Amount', form: 'money', means: 'List price of the first year.' },
    { name: 'currency', title: 'Currency', form: 'text' },
    {
      name: 'days',
      title: 'Days',
      form: 'number',
      means: 'The median of days from the opening of a deal to its winning.',
    },
  ],
  rows: (query) => query`
    select date_trunc('month', o.closed_at) as month, count(*) as won,
      sum(o.amount_micros) / 1000000 as amount, o.amount_currency as currency,
      median(date_diff('day', o.created_at, o.closed_at)) as days
    from opportunity o where o.status = 'won' group by 1, 4 order by 1 desc`,
})
