// Contacts, companies and deals of a HubSpot account, with what was merged in it.
import { join } from 'node:path'
import {
  account,
  contactRole,
  csv,
  defineContract,
  defineReport,
  defineSource,
  defineSystem,
  defineWorkspace,
  email,
  identity,
  money,
  opportunity,
  opportunityMerge,
  person,
  standardPaths,
  t,
  vendorId,
} from 'linchpin'
import { sharedDataFolder } from '../../../harness/shared-data.ts'

const table = (name: string) => csv(join(sharedDataFolder, 'vendor-table-seeds/dbt_hubspot', name))
const hubspot = defineSystem({ name: 'hubspot', title: 'HubSpot' })
const common = {
  version: '1.0.0',
  from: hubspot,
  owner: 'revops',
  failures: standardPaths({ owner: 'revops' }),
}
const contactId = (id: string) => vendorId('hubspot', id)

const contacts = defineContract({
  ...common,
  name: 'hubspot.contacts',
  payload: t.Object({
    id: t.String(),
    property_email: t.Optional(t.String()),
    property_company: t.Optional(t.String()),
    property_createdate: t.Optional(t.String({ format: 'date-time' })),
    // The contacts that were merged into this one, separated by semicolons.
    property_hs_merged_object_ids: t.Optional(t.String()),
    _fivetran_deleted: t.Boolean(),
  }),
  key: (contact) => contact.id,
  filter: (contact) => (contact._fivetran_deleted ? 'deleted in HubSpot' : undefined),
  becomes: (contact) => {
    const merged = (contact.property_hs_merged_object_ids ?? '').split(';').filter(Boolean)
    const names = [contactId(contact.id), ...merged.map(contactId)]
    if (contact.property_email) names.push(email(contact.property_email))
    return [
      person({
        id: contactId(contact.id),
        email: contact.property_email,
        leadAt: contact.property_createdate,
        createdAt: contact.property_createdate,
      }),
      identity({ same: names }),
    ]
  },
})

const merges = defineContract({
  ...common,
  name: 'hubspot.contact-merges',
  means: 'One line for each contact that was merged into another.',
  payload: t.Object({ canonical_vid: t.String(), vid_to_merge: t.String() }),
  key: (merge) => merge.vid_to_merge,
  becomes: (merge) => [
    identity({ same: [contactId(merge.canonical_vid), contactId(merge.vid_to_merge)] }),
  ],
})

const companies = defineContract({
  ...common,
  name: 'hubspot.companies',
  payload: t.Object({
    id: t.String(),
    is_deleted: t.Boolean(),
    property_name: t.Optional(t.String()),
    property_createdate: t.String({ format: 'date-time' }),
  }),
  key: (company) => company.id,
  filter: (company) => (company.is_deleted ? 'deleted in HubSpot' : undefined),
  becomes: (company) => [
    account({
      id: company.id,
      name: company.property_name,
      createdAt: company.property_createdate,
    }),
  ],
})

const deals = defineContract({
  ...common,
  name: 'hubspot.deals',
  means: 'Amounts are in dollars, before discounts. A deal without a pipeline stage is open.',
  payload: t.Object({
    deal_id: t.String(),
    is_deleted: t.Boolean(),
    deal_pipeline_stage_id: t.Optional(t.String()),
    property_amount: t.Optional(t.Number()),
    property_createdate: t.String({ format: 'date-time' }),
    property_closedate: t.Optional(t.String({ format: 'date-time' })),
  }),
  key: (deal) => deal.deal_id,
  filter: (deal) => (deal.is_deleted ? 'deleted in HubSpot' : undefined),
  becomes: (deal) => [
    opportunity({
      id: deal.deal_id,
      amount: deal.property_amount === undefined ? null : money(deal.property_amount, 'USD'),
      stage: deal.deal_pipeline_stage_id,
      status: 'open',
      createdAt: deal.property_createdate,
      closedAt: deal.property_closedate,
    }),
  ],
})

const mergedDeals = defineContract({
  ...common,
  name: 'hubspot.merged-deals',
  payload: t.Object({ deal_id: t.String(), merged_deal_id: t.String() }),
  key: (merge) => merge.merged_deal_id,
  becomes: (merge) => [opportunityMerge({ from: merge.merged_deal_id, into: merge.deal_id })],
})

const dealContacts = defineContract({
  ...common,
  name: 'hubspot.deal-contacts',
  payload: t.Object({ contact_id: t.String(), deal_id: t.String() }),
  key: (role) => `${role.deal_id} ${role.contact_id}`,
  becomes: (role) => [
    contactRole({ opportunity: role.deal_id, person: contactId(role.contact_id) }),
  ],
})

const census = defineReport({
  name: 'census',
  title: 'How many of each, merges counted once',
  columns: [
    { name: 'contacts', title: 'Contacts', form: 'count' },
    { name: 'people', title: 'People', form: 'count' },
    { name: 'companies', title: 'Companies', form: 'count' },
    { name: 'deals', title: 'Deals', form: 'count' },
    { name: 'withoutStage', title: 'Deals without a pipeline stage', form: 'count' },
    { name: 'amount', title: 'Amount, USD', form: 'number' },
  ],
  rows: (query) => query`
    select
      (select count(*) from person) as contacts,
      (select count(distinct coalesce(i.person, p.id)) from person p left join identifier i on i.id = p.id) as people,
      (select count(*) from account) as companies,
      count(*) as deals,
      count(*) filter (where stage is null) as "withoutStage",
      coalesce(sum(amount_micros), 0) / 1e6 as amount
    from opportunity`,
})

export default defineWorkspace({
  name: 'hubspot',
  reports: [census],
  sources: [
    defineSource({ name: 'contacts', contract: contacts, from: table('contact_data.csv') }),
    defineSource({ name: 'merges', contract: merges, from: table('contact_merge_audit_data.csv') }),
    defineSource({ name: 'companies', contract: companies, from: table('company_data.csv') }),
    defineSource({ name: 'deals', contract: deals, from: table('deal_data.csv') }),
    defineSource({
      name: 'merged-deals',
      contract: mergedDeals,
      from: table('merged_deal_data.csv'),
    }),
    defineSource({
      name: 'deal-contacts',
      contract: dealContacts,
      from: table('deal_contact_data.csv'),
    }),
  ],
})
