/** The world that Acme sells in: what is true here is what the reports should find. */

export interface Topic {
  readonly name: string
  /** How many readers it draws. */
  readonly weight: number
  /** How likely a reader becomes a lead, and a lead a deal, beside the average of 1. */
  readonly leads: number
  readonly deals: number
  /** How large those deals are, beside the average of 1. */
  readonly amount: number
}

/** Data residency earns most, though migration guides are read more; hardly anybody buys after company news. */
export const topics: readonly Topic[] = [
  { name: 'Data residency', weight: 14, leads: 1.5, deals: 2.2, amount: 1.6 },
  { name: 'Migration guides', weight: 19, leads: 1.5, deals: 1, amount: 0.95 },
  { name: 'Compliance audits', weight: 13, leads: 1.1, deals: 1.1, amount: 1 },
  { name: 'Pricing models', weight: 8, leads: 1.4, deals: 1, amount: 0.9 },
  { name: 'Zero trust', weight: 15, leads: 1, deals: 0.7, amount: 0.9 },
  { name: 'Incident response', weight: 10, leads: 0.6, deals: 0.6, amount: 0.8 },
  { name: 'Engineering notes', weight: 12, leads: 0.4, deals: 0.3, amount: 0.7 },
  { name: 'Company news', weight: 9, leads: 0.15, deals: 0.2, amount: 0.5 },
]

export interface Channel {
  readonly name: string
  readonly weight: number
  /** How likely its visitors become leads, beside the average of 1. */
  readonly quality: number
  /** What the first page of a visit says of where it came from; one of them by chance. */
  readonly arrivals: readonly { readonly referrer?: string; readonly query?: string }[]
}

/** Paid social brings many visitors and few leads; e-mail and assistants bring few visitors who know what they want. */
export const channels: readonly Channel[] = [
  {
    name: 'Organic Search',
    weight: 35,
    quality: 1.1,
    arrivals: [{ referrer: 'https://www.google.com/' }, { referrer: 'https://duckduckgo.com/' }],
  },
  { name: 'Direct', weight: 16, quality: 0.9, arrivals: [{}] },
  {
    name: 'Paid Search',
    weight: 12,
    quality: 1.15,
    arrivals: [
      { query: 'utm_source=google&utm_medium=cpc&utm_campaign=brand' },
      { query: 'utm_source=google&utm_medium=cpc&utm_campaign=compliance-hosting' },
      { query: 'utm_source=bing&utm_medium=cpc&utm_campaign=compliance-hosting' },
    ],
  },
  {
    name: 'Paid Social',
    weight: 11,
    quality: 0.45,
    arrivals: [
      { query: 'utm_source=linkedin&utm_medium=paid-social&utm_campaign=ciso-2026' },
      { query: 'utm_source=linkedin&utm_medium=paid-social&utm_campaign=residency-eu' },
    ],
  },
  {
    name: 'Email',
    weight: 9,
    quality: 1.6,
    arrivals: [
      { query: 'utm_source=newsletter&utm_medium=email&utm_campaign=monthly' },
      { query: 'utm_source=newsletter&utm_medium=email&utm_campaign=product' },
    ],
  },
  {
    name: 'Referral',
    weight: 7,
    quality: 1.3,
    arrivals: [
      { referrer: 'https://hostingreview.example/eu' },
      { referrer: 'https://auditors.example/tools' },
    ],
  },
  {
    name: 'Organic Social',
    weight: 7,
    quality: 0.6,
    arrivals: [{ referrer: 'https://www.linkedin.com/' }, { referrer: 'https://www.reddit.com/' }],
  },
  {
    name: 'AI Assistant',
    weight: 3,
    quality: 1.5,
    arrivals: [{ referrer: 'https://chatgpt.com/' }],
  },
]

/** Where visitors are. An empty region is one that nobody could tell. */
export const regions = [
  { region: 'US', weight: 27 },
  { region: 'DE', weight: 19 },
  { region: 'GB', weight: 14 },
  { region: 'FR', weight: 11 },
  { region: 'NL', weight: 9 },
  { region: 'SE', weight: 6 },
  { region: 'ES', weight: 6 },
  { region: 'AT', weight: 4 },
  { region: '', weight: 4 },
] as const

/** The campaigns that cost money: clicks cost this much each. */
export const campaigns = [
  { source: 'google', medium: 'cpc', campaign: 'brand', clicksADay: 14, costAClick: 1.4 },
  {
    source: 'google',
    medium: 'cpc',
    campaign: 'compliance-hosting',
    clicksADay: 12,
    costAClick: 6.2,
  },
  {
    source: 'bing',
    medium: 'cpc',
    campaign: 'compliance-hosting',
    clicksADay: 12,
    costAClick: 4.1,
  },
  {
    source: 'linkedin',
    medium: 'paid-social',
    campaign: 'ciso-2026',
    clicksADay: 20,
    costAClick: 7.5,
  },
  {
    source: 'linkedin',
    medium: 'paid-social',
    campaign: 'residency-eu',
    clicksADay: 20,
    costAClick: 6.8,
  },
] as const

/** What the experiments find if they work: the headline with a figure brings more trials; the button changes nothing. */
export const truth = {
  /** The chance of a trial after the home page was seen, by headline. */
  trial: { calm: 0.037, proof: 0.055 },
  /** The chance of a demo after the pricing page was seen, whatever its button said. */
  demo: 0.062,
  /** The chance of a download after a post was read. */
  guide: 0.04,
} as const

const hours = [2, 1, 1, 1, 1, 2, 4, 7, 11, 14, 15, 14, 11, 12, 14, 14, 13, 11, 9, 8, 8, 7, 5, 3]

/** How busy an hour is beside the average of 1: nights, lunch and weekends are calm. */
export function busyness(at: Date): number {
  const isWeekend = at.getUTCDay() % 6 === 0
  return (hours[at.getUTCHours()]! / 7.83) * (isWeekend ? 0.4 : 1.24)
}
