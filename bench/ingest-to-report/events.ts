import { defineContract, defineSystem, standardPaths, t } from '../../src/contracts/define.ts'
import { anonymousId, identity, touch, userId } from '../../src/pipeline/processing/define.ts'

/** Page views of about 500 bytes, of which one in five says who the visitor is. */
export const eventContract = defineContract({
  name: 'bench.pages',
  version: '1.0.0',
  from: defineSystem({ name: 'bench' }),
  owner: 'bench',
  keep: 'first',
  payload: t.Object({
    messageId: t.String(),
    anonymousId: t.String(),
    userId: t.Optional(t.String()),
    timestamp: t.String({ format: 'date-time' }),
    context: t.Object({
      page: t.Object({ path: t.String(), referrer: t.String() }),
      campaign: t.Object({ source: t.String(), medium: t.String(), name: t.String() }),
    }),
  }),
  key: ({ messageId }) => messageId,
  failures: standardPaths({ owner: 'bench' }),
  becomes: ({ anonymousId: browser, userId: user, timestamp, context: { page, campaign } }) => [
    touch({
      person: anonymousId(browser),
      at: timestamp,
      source: campaign.source,
      medium: campaign.medium,
      campaign: campaign.name,
      landingPage: page.path,
      referrer: page.referrer,
    }),
    ...(user ? [identity({ same: [userId(user), anonymousId(browser)] })] : []),
  ],
})

/** The n-th event, sent at a moment. */
export const event = (n: number, at: Date): object => ({
  messageId: `message-${n}`,
  type: 'page',
  anonymousId: `browser-${n % 40_000}`,
  ...(n % 5 === 0 ? { userId: `user-${n % 20_000}` } : {}),
  timestamp: at.toISOString(),
  context: {
    page: { path: `/pricing/${n % 50}`, referrer: 'https://www.google.com/' },
    campaign: { source: 'google', medium: 'cpc', name: 'spring' },
    userAgent: 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/141.0 Safari/537.36',
    library: { name: 'analytics.js', version: 'next-1.84.3' },
    locale: 'en-GB',
    timezone: 'Europe/Berlin',
  },
})
