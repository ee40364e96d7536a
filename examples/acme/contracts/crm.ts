import {
  account,
  contactRole,
  csv,
  defineContract,
  defineSource,
  email,
  identity,
  ignore,
  jsonLines,
  money,
  opportunity,
  person,
  quarantine,
  standardPaths,
  t,
  vendorId,
} from 'linchpin'
import { crm } from '../systems/systems.ts'

const time = () => t.String({ format: 'date-time' })

/** A company, as sales keeps it. */
const companies = defineContract({
  name: 'crm.companies',
  version: '1.0.0',
  from: crm,
  owner: 'revops',
  payload: t.Object({
    id: t.String(),
    name: t.String(),
    domain: t.Optional(t.String()),
    created_at: time(),
  }),
  key: (company) => company.id,
  means: 'One row a company that sales has ever looked at; most never become customers.',
  fresh: { within: '7d' },
  failures: standardPaths({ owner: 'revops' }),
  becomes: ({ id, name, domain, created_at: createdAt }) => [
    account({ id, name, domain, createdAt }),
  ],
  runbook: 'runbooks/crm.md',
})

/** A person, as sales knows them. The e-mail address joins them with who visited the website. */
const contacts = defineContract({
  name: 'crm.contacts',
  version: '1.1.0',
  from: crm,
  owner: 'revops',
  payload: t.Object({
    id: t.String(),
    email: t.String({ pattern: String.raw`^[^\s@]+@[^\s@]+$` }),
    name: t.Optional(t.String()),
    company_id: t.Optional(t.String()),
    lead_at: time(),
    updated_at: time(),
  }),
  key: (contact) => contact.id,
  changedAt: (contact) => contact.updated_at,
  means: 'A contact is a lead from lead_at on: the first form that they filled in.',
  fresh: { within: '7d' },
  failures: {
    ...standardPaths({ owner: 'revops' }),
    // A contact without an address can be joined with nobody. Sales asks for it; nothing is lost meanwhile.
    violation: quarantine({ route: 'revops', due: '3d' }),
    late: ignore('exports overlap, and the newer row has come already'),
  },
  becomes: (contact) => {
    const id = vendorId('crm', contact.id)
    return [
      identity({ same: [email(contact.email), id] }),
      person({
        id: email(contact.email),
        email: contact.email,
        name: contact.name,
        account: contact.company_id,
        leadAt: contact.lead_at,
      }),
    ]
  },
  runbook: 'runbooks/crm.md',
  decision: '0002',
})

const statusOf: Readonly<Record<string, string>> = { 'Closed won': 'won', 'Closed lost': 'lost' }

/** A deal with everybody who has a part in it. */
const deals = defineContract({
  name: 'crm.deals',
  version: '1.2.0',
  from: crm,
  owner: 'revops',
  payload: t.Object({
    id: t.String(),
    name: t.String(),
    company: t.Optional(t.String()),
    contacts: t.Array(t.String()),
    amount: t.Number({ minimum: 0 }),
    stage: t.String(),
    created_at: time(),
    closed_at: t.Optional(time()),
    updated_at: time(),
  }),
  key: (deal) => deal.id,
  changedAt: (deal) => deal.updated_at,
  means:
    'Amount is the list price of the first year in euros, before discounts. A deal counts as pipeline from created_at on.',
  fresh: { within: '7d' },
  call: { timeout: '10s', budget: { calls: 15_000, per: 'day' } },
  failures: {
    ...standardPaths({ owner: 'revops' }),
    // A deal without its amount would lower the pipeline without a word. It waits, whole, for a person.
    violation: quarantine({ route: 'revops', due: '4h' }),
    late: ignore('exports overlap, and the newer row has come already'),
  },
  becomes: (deal) => [
    opportunity({
      id: deal.id,
      account: deal.company,
      amount: money(deal.amount, 'EUR'),
      stage: deal.stage,
      status: statusOf[deal.stage] ?? 'open',
      createdAt: deal.created_at,
      closedAt: deal.closed_at,
    }),
    ...deal.contacts.map((contact) =>
      contactRole({
        id: `${deal.id} ${contact}`,
        opportunity: deal.id,
        person: vendorId('crm', contact),
      }),
    ),
  ],
  becomesWith: [statusOf],
  runbook: 'runbooks/crm-deals.md',
  decision: '0003',
})

export const companiesFiles = defineSource({
  name: 'crm-companies',
  contract: companies,
  from: csv('imports/crm-companies'),
  every: '10m',
})
export const contactsFiles = defineSource({
  name: 'crm-contacts',
  contract: contacts,
  from: csv('imports/crm-contacts'),
  every: '10m',
})
export const dealsFiles = defineSource({
  name: 'crm-deals',
  contract: deals,
  from: jsonLines('imports/crm-deals'),
  every: '10m',
})
