// Customers, invoices and refunds of a Stripe account. Amounts are in minor units.
import { join } from 'node:path'
import {
  csv,
  defineContract,
  defineSource,
  defineSystem,
  defineWorkspace,
  minorUnits,
  person,
  revenue,
  standardPaths,
  t,
  vendorId,
} from 'linchpin'
import { sharedDataFolder } from '../../../harness/shared-data.ts'

const table = (name: string) => csv(join(sharedDataFolder, 'vendor-table-seeds/dbt_stripe', name))
const common = {
  version: '1.0.0',
  from: defineSystem({ name: 'stripe', title: 'Stripe' }),
  owner: 'finance',
  failures: standardPaths({ owner: 'finance' }),
}

const customers = defineContract({
  ...common,
  name: 'stripe.customers',
  payload: t.Object({
    id: t.String(),
    is_deleted: t.Boolean(),
    created: t.String({ format: 'date-time' }),
    email: t.Optional(t.String()),
  }),
  key: (customer) => customer.id,
  filter: (customer) => (customer.is_deleted ? 'deleted in Stripe' : undefined),
  becomes: (customer) => [
    person({
      id: vendorId('stripe', customer.id),
      email: customer.email,
      createdAt: customer.created,
    }),
  ],
})

const invoices = defineContract({
  ...common,
  name: 'stripe.invoices',
  means: 'Revenue is what was paid (amount_paid), dated by the start of the period it pays for.',
  payload: t.Object({
    id: t.String(),
    status: t.String(),
    amount_paid: t.Integer(),
    currency: t.String(),
    customer_id: t.String(),
    period_start: t.String({ format: 'date-time' }),
  }),
  key: (invoice) => invoice.id,
  becomes: (invoice) =>
    invoice.status !== 'paid'
      ? []
      : [
          revenue({
            id: invoice.id,
            amount: minorUnits(invoice.amount_paid, invoice.currency.toUpperCase()),
            at: invoice.period_start,
            person: vendorId('stripe', invoice.customer_id),
          }),
        ],
})

export default defineWorkspace({
  name: 'stripe',
  sources: [
    defineSource({ name: 'customers', contract: customers, from: table('customer_data.csv') }),
    defineSource({ name: 'invoices', contract: invoices, from: table('invoice_data.csv') }),
  ],
})
