import { day, type Span } from './people.ts'
import { stageAt, type Deal, type Sales } from './sales.ts'

/** A file for one of the sources' folders. */
export interface ExampleFile {
  /** From the workspace's folder. */
  readonly path: string
  readonly text: string
}

/** For how many days the CRM has exported deals without their amount. */
const driftDays = 4
/** However small the history is, so many deals have gone without. */
const fewest = 6

/** The moments of the exports: every thirty days, and today. */
export function exportMoments({ from, until }: Span): number[] {
  const moments: number[] = []
  for (let at = until; at > from; at -= 30 * day) moments.unshift(at)
  return moments
}

export const dateOf = (at: number): string => new Date(at).toISOString().slice(0, 10)
const timeOf = (at: number): string => new Date(at).toISOString()

/** Rows as CSV; a cell with a comma stands in quotes. */
export const csvText = (
  header: readonly string[],
  rows: readonly (readonly (string | number)[])[],
  delimiter = ',',
): string =>
  [header, ...rows]
    .map((row) => row.map((cell) => quoted(String(cell), delimiter)).join(delimiter))
    .map((line) => `${line}\n`)
    .join('')

const quoted = (cell: string, delimiter: string): string =>
  cell.includes(delimiter) || cell.includes('"') ? `"${cell.replaceAll('"', '""')}"` : cell

export function companiesFile({ companies }: Sales, { until }: Span): ExampleFile {
  return {
    path: `imports/crm-companies/companies-${dateOf(until)}.csv`,
    text: csvText(
      ['id', 'name', 'domain', 'created_at'],
      companies.map(({ id, name, domain, at }) => [id, name, domain, timeOf(at)]),
    ),
  }
}

const contactColumns = ['id', 'email', 'name', 'company_id', 'lead_at', 'updated_at']

/**
 * Contacts, one file a month. Exports overlap by a day, so some rows come twice; some come late, as
 * they were before; and eight contacts of a trade fair were typed in without an address.
 */
export function contactsFiles({ leads }: Sales, span: Span): ExampleFile[] {
  return exportMoments(span).map((until, n, moments) => {
    const since = (moments[n - 1] ?? span.from) - day
    const rows = leads
      .filter(({ at }) => at >= since && at < until)
      .map((lead) => contactRow(lead, lead.at))
    const touched = leads.filter(({ at }, each) => at < since - 5 * day && each % 40 === n)
    const changed = touched.map((lead) => contactRow(lead, until - 2 * day))
    // Written out before the change was saved, and so older than the row above it.
    const late = touched.slice(0, 3).map((lead) => contactRow(lead, lead.at))
    const nameless = n === moments.length - 1 ? fairContacts(until, Math.min(8, leads.length)) : []
    return {
      path: `imports/crm-contacts/contacts-${dateOf(until)}.csv`,
      text: csvText(contactColumns, [...rows, ...changed, ...late, ...nameless]),
    }
  })
}

const contactRow = (
  { id, email, name, company, at }: Sales['leads'][number],
  changedAt: number,
): string[] => [id, email, name, company.id, timeOf(at), timeOf(changedAt)]

const fairContacts = (until: number, count: number): string[][] =>
  Array.from({ length: count }, (_, n) => {
    const at = timeOf(until - 3 * day)
    return [`P-${90_001 + n}`, '', `Visitor ${n + 1} of the stand`, '', at, at]
  })

/** Deals as JSON lines, one file a month, and the last days' export, in which the amount goes by another name. */
export function dealsFiles({ deals }: Sales, span: Span): ExampleFile[] {
  const driftedSince = driftStart(deals, span)
  const moments = [...exportMoments(span).filter((at) => at < driftedSince), driftedSince]
  const sound = moments.map((until, n) => {
    const since = (moments[n - 1] ?? Number.NEGATIVE_INFINITY) - day
    const rows = changedDeals(deals, since, until).map((deal) => dealRow(deal, until))
    return { path: `imports/crm-deals/deals-${dateOf(until)}.jsonl`, text: jsonLines(rows) }
  })
  const path = `imports/crm-deals/deals-${dateOf(span.until)}.jsonl`
  return [...sound, { path, text: jsonLines(lastDeals(deals, span).map(renamed)) }]
}

/** The export that the CRM's administrator made again after the column had its name back. */
export function correctedDeals({ deals }: Sales, span: Span): ExampleFile {
  return {
    path: `imports/corrected/deals-${dateOf(span.until)}.jsonl`,
    text: jsonLines(lastDeals(deals, span)),
  }
}

const lastDeals = (deals: readonly Deal[], span: Span): DealRow[] =>
  changedDeals(deals, driftStart(deals, span), span.until).map((deal) => dealRow(deal, span.until))

function driftStart(deals: readonly Deal[], { until }: Span): number {
  const changes = changedDeals(deals, Number.NEGATIVE_INFINITY, until)
    .map((deal) => stageAt(deal, until - 1).since)
    .sort((a, b) => b - a)
  return Math.min(until - driftDays * day, changes[fewest - 1] ?? Number.POSITIVE_INFINITY)
}

/** The deals that were opened or went on in a time. */
const changedDeals = (deals: readonly Deal[], since: number, until: number): Deal[] =>
  deals.filter((deal) => {
    const { since: changed } = stageAt(deal, until - 1)
    return deal.createdAt < until && changed >= since && changed < until
  })

interface DealRow {
  readonly id: string
  readonly amount: number
  readonly [column: string]: unknown
}

function dealRow(deal: Deal, until: number): DealRow {
  const { stage, since } = stageAt(deal, until - 1)
  return {
    id: deal.id,
    name: `${deal.company.name}, hosting`,
    company: deal.company.id,
    contacts: deal.contacts.map(({ id }) => id),
    amount: deal.amount,
    stage,
    created_at: timeOf(deal.createdAt),
    ...(stage.startsWith('Closed') ? { closed_at: timeOf(deal.closedAt) } : {}),
    updated_at: timeOf(since),
  }
}

/** Somebody renamed the field in the CRM, and the export followed. */
const renamed = ({ amount, ...row }: DealRow) => ({ ...row, deal_value: amount })

const jsonLines = (rows: readonly object[]): string =>
  rows.map((row) => `${JSON.stringify(row)}\n`).join('')
