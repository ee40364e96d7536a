import {
  csv,
  defineContract,
  defineSource,
  defineSystem,
  email,
  money,
  opportunity,
  person,
  standardPaths,
  t,
  touch,
} from 'linchpin'

const crm = defineSystem({ name: 'crm', title: 'The CRM, as files that somebody exports' })

const leads = defineContract({
  name: 'crm.leads',
  version: '1.0.0',
  from: crm,
  owner: 'sales',
  payload: t.Object({
    Email: t.String({ minLength: 3 }),
    Name: t.Optional(t.String()),
    Source: t.String(),
    Created: t.String({ format: 'date' }),
  }),
  key: (lead) => lead.Email.toLowerCase(),
  means: 'One row a lead. Source is where the person said they had heard of us.',
  failures: standardPaths({ owner: 'sales' }),
  becomes: (lead) => [
    person({
      id: email(lead.Email),
      email: lead.Email,
      name: lead.Name,
      leadAt: lead.Created,
    }),
    touch({ person: email(lead.Email), at: lead.Created, channel: lead.Source }),
  ],
})

const statusOf: Readonly<Record<string, string>> = { Won: 'won', Lost: 'lost' }

const deals = defineContract({
  name: 'crm.deals',
  version: '1.0.0',
  from: crm,
  owner: 'sales',
  payload: t.Object({
    Id: t.String(),
    Contact: t.String(),
    Amount: t.Number(),
    Stage: t.String(),
    Created: t.String({ format: 'date' }),
    Closed: t.Optional(t.String({ format: 'date' })),
  }),
  text: { decimal: ',', dates: 'DMY' },
  key: (deal) => deal.Id,
  means: 'Amount is the list price in euros, before discounts.',
  failures: standardPaths({ owner: 'sales' }),
  becomes: (deal) => [
    opportunity({
      id: deal.Id,
      person: email(deal.Contact),
      amount: money(deal.Amount, 'EUR'),
      stage: deal.Stage,
      status: statusOf[deal.Stage] ?? 'open',
      createdAt: deal.Created,
      closedAt: deal.Closed,
    }),
  ],
})

export const leadsFile = defineSource({
  name: 'leads',
  contract: leads,
  from: csv('imports/leads.csv'),
  every: '10m',
})
export const dealsFile = defineSource({
  name: 'deals',
  contract: deals,
  from: csv('imports/deals.csv'),
  every: '10m',
})
