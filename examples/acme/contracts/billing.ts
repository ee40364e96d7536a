import { csv, defineContract, defineSource, money, revenue, standardPaths, t } from 'linchpin'
import { billing } from '../systems/systems.ts'

/** What customers paid. The billing system writes amounts and dates as accountants here do: 1.234,50 and 31.12.2026. */
const invoices = defineContract({
  name: 'billing.invoices',
  version: '1.0.0',
  from: billing,
  owner: 'finance',
  payload: t.Object({
    Invoice: t.String(),
    Deal: t.Optional(t.String()),
    Customer: t.Optional(t.String()),
    Paid: t.Number(),
    'Paid on': t.String({ format: 'date' }),
  }),
  text: { decimal: ',', dates: 'DMY' },
  key: (invoice) => invoice.Invoice,
  means: 'Paid is what reached the bank, net of tax. A refund is a row of its own, below zero.',
  fresh: { within: '31d' },
  failures: standardPaths({ owner: 'finance' }),
  becomes: (invoice) => [
    revenue({
      amount: money(invoice.Paid, 'EUR'),
      at: invoice['Paid on'],
      opportunity: invoice.Deal,
      account: invoice.Customer,
    }),
  ],
  runbook: 'runbooks/billing.md',
})

export const invoicesFiles = defineSource({
  name: 'billing-invoices',
  contract: invoices,
  from: csv('imports/billing-invoices', { delimiter: ';' }),
  every: '10m',
})
