import { csvText, dateOf, exportMoments, type ExampleFile } from './crm-files.ts'
import { busyness, campaigns } from './market.ts'
import { day, type Span } from './people.ts'
import { randomOf } from './random.ts'
import type { Sales } from './sales.ts'

interface Payment {
  readonly invoice: string
  readonly deal: string
  readonly customer: string
  readonly paid: number
  readonly at: number
}

/** Invoices of the deals that were won, by the year or by the month, and of customers from before there was a CRM. */
export function invoicesFiles(sales: Sales, span: Span): ExampleFile[] {
  const payments = [...paymentsOfDeals(sales, span), ...olderCustomers(span)].sort(
    (a, b) => a.at - b.at,
  )
  return exportMoments(span).map((until, n, moments) => {
    const since = moments[n - 1] ?? Number.NEGATIVE_INFINITY
    const rows = payments
      .filter(({ at }) => at >= since && at < until)
      .map(({ invoice, deal, customer, paid, at }) => {
        return [invoice, deal, customer, german(paid), dateOf(at).split('-').toReversed().join('.')]
      })
    // The last row is sometimes exported twice.
    const again = n % 2 === 0 ? rows.slice(-1) : []
    return {
      path: `imports/billing-invoices/invoices-${dateOf(until)}.csv`,
      text: csvText(['Invoice', 'Deal', 'Customer', 'Paid', 'Paid on'], [...rows, ...again], ';'),
    }
  })
}

function paymentsOfDeals({ deals }: Sales, { until }: Span): Payment[] {
  return deals
    .filter(({ isWon, closedAt }) => isWon && closedAt < until)
    .flatMap((deal, n) => {
      const random = randomOf(`invoice ${deal.id}`)
      const firstAt = deal.closedAt + random.whole(10, 20) * day
      const isYearly = random.chance(0.4)
      const parts = isYearly ? 1 : 12
      const paid = isYearly ? deal.amount * 0.9 : Math.round((deal.amount * 100) / 12) / 100
      const payments: Payment[] = []
      for (let part = 0; part < parts; part++) {
        const at = firstAt + part * 30 * day
        if (at >= until) break
        const invoice = `R-${deal.id.slice(2)}-${part + 1}`
        payments.push({ invoice, deal: deal.id, customer: deal.company.id, paid, at })
      }
      const last = payments.at(-1)
      if (last && n % 23 === 7) {
        // Somebody took it back: a refund is money that went the other way.
        payments.push({ ...last, invoice: `${last.invoice}-G`, paid: -last.paid })
      }
      return payments
    })
}

function olderCustomers({ from, until }: Span): Payment[] {
  return Array.from({ length: 18 }, (_, n) => n).flatMap((n) => {
    const random = randomOf(`customer ${n}`)
    const paid = random.whole(4, 40) * 100 - 10
    const payments: Payment[] = []
    const first = from + random.whole(0, 29) * day
    for (let at = first; at < until; at += 30 * day) {
      const customer = `C-${101 + n}`
      payments.push({ invoice: `R-${customer}-${dateOf(at)}`, deal: '', customer, paid, at })
    }
    return payments
  })
}

/** 1234.5 as 1.234,50 */
const german = (amount: number): string => {
  const [whole = '', part = ''] = Math.abs(amount).toFixed(2).split('.')
  return `${amount < 0 ? '-' : ''}${whole.replace(/\B(?=(\d{3})+$)/g, '.')},${part}`
}

/** What each campaign cost a day. Two days of one of them came from the platform without a figure. */
export function adSpendFiles(span: Span, scale: number): ExampleFile[] {
  const rows: [string, string, string, string, string, number, number][] = []
  for (let at = span.from; at < span.until; at += day) {
    const random = randomOf(`ads ${dateOf(at)}`)
    const week = busyness(new Date(`${dateOf(at)}T12:00:00Z`)) / 1.9
    const grown = 0.62 + 0.76 * ((at - span.from) / (span.until - span.from))
    for (const { source, medium, campaign, clicksADay, costAClick } of campaigns) {
      const clicks = Math.round(clicksADay * scale * week * grown * (0.8 + 0.4 * random.next()))
      const cost = (clicks * costAClick * (0.9 + 0.2 * random.next())).toFixed(2)
      const impressions = clicks * random.whole(28, 60)
      rows.push([dateOf(at), source, medium, campaign, cost, impressions, clicks])
    }
  }
  const broken = rows.findLastIndex(([, source]) => source === 'linkedin')
  for (const n of [broken, broken - 2 * campaigns.length]) if (rows[n]) rows[n][4] = 'n/a'
  return exportMoments(span).map((until, n, moments) => ({
    path: `imports/ads-spend/spend-${dateOf(until)}.csv`,
    text: csvText(
      ['day', 'source', 'medium', 'campaign', 'cost', 'impressions', 'clicks'],
      rows.filter(([date]) => {
        const since = moments[n - 1]
        return date < dateOf(until) && (since === undefined || date >= dateOf(since))
      }),
    ),
  }))
}
