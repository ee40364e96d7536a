import { describe, expect, test } from 'vitest'
import { judge } from '../../contracts/index.ts'
import { websiteEvents } from './define.ts'

const contract = websiteEvents({ owner: 'web', content: '/blog/:slug', ownHosts: ['acme.com'] })
const receivedAt = new Date('2026-05-04T10:00:00.000Z')
const timestamp = '2026-05-04T09:59:00.000Z'
const at = new Date(timestamp)

const facts = (event: Record<string, unknown>) => {
  const whole = { messageId: 'm1', timestamp, ...event }
  expect(judge(contract, whole, receivedAt)).toMatchObject({
    ok: true,
    value: { verdict: 'land', key: 'm1' },
  })
  return contract
    .becomes(whole, { key: 'm1', receivedAt })
    .map(({ fact, id, values }) => [fact, { ...(id === undefined ? {} : { id }), ...values }])
}
const page = (url: string, referrer = '') => {
  const { pathname: path, search } = new URL(url)
  return {
    type: 'page',
    anonymousId: 'a',
    properties: { url, path, search, referrer, title: 'T' },
    context: { page: { url, path, search, referrer } },
  }
}

describe('a page view', () => {
  test('that came from a search is a touch, with what it landed on', () => {
    expect(
      facts(page('https://www.acme.com/blog/pipeline/?x=1', 'https://www.google.com/?q=secret')),
    ).toEqual([
      [
        'touch',
        {
          person: 'anonymous:a',
          at,
          channel: 'Organic Search',
          source: 'google.com',
          medium: 'organic',
          landingPage: '/blog/pipeline',
          content: 'pipeline',
          referrer: 'https://www.google.com/',
        },
      ],
    ])
  })

  test('that came by a campaign is a touch, whatever page it came from', () => {
    const url = 'https://www.acme.com/?utm_source=linkedin&utm_medium=cpc&utm_campaign=spring'
    expect(facts(page(url, 'https://www.acme.com/pricing'))).toMatchObject([
      ['touch', { channel: 'Paid Social', source: 'linkedin', medium: 'cpc', campaign: 'spring' }],
    ])
    expect(facts(page('https://www.acme.com/?gclid=1'))).toMatchObject([
      ['touch', { channel: 'Paid Search', source: 'google', medium: 'cpc' }],
    ])
  })

  test('that came from nowhere is direct', () => {
    expect(facts(page('https://www.acme.com/'))).toEqual([
      ['touch', { person: 'anonymous:a', at, channel: 'Direct', landingPage: '/' }],
    ])
  })

  test('inside the site is a touch only where it shows content, and of no channel', () => {
    expect(facts(page('https://www.acme.com/pricing', 'https://blog.acme.com/x'))).toEqual([])
    expect(facts(page('https://www.acme.com/blog/two', 'https://www.acme.com/blog/one'))).toEqual([
      ['touch', { person: 'anonymous:a', at, landingPage: '/blog/two', content: 'two' }],
    ])
  })
})

describe('an action', () => {
  const track = { type: 'track', userId: 7, event: 'Signed Up' }

  test('is a goal, with its value where the currency is given', () => {
    const priced = { ...track, properties: { revenue: '12.5', currency: 'eur' } }
    expect(facts(priced)).toEqual([
      [
        'goal',
        { name: 'Signed Up', person: 'user:7', at, value: { micros: 12_500_000, currency: 'EUR' } },
      ],
    ])
    expect(facts({ ...track, properties: { revenue: 12.5 } })).toEqual([
      ['goal', { name: 'Signed Up', person: 'user:7', at }],
    ])
  })

  test('that a server reports with its campaign is a touch too; in a browser the page was', () => {
    const campaign = { source: 'partner', medium: 'affiliate', name: 'spring' }
    expect(facts({ ...track, context: { campaign } })).toMatchObject([
      ['goal', {}],
      ['touch', { channel: 'Affiliates', campaign: 'spring' }],
    ])
    expect(facts({ ...track, context: { campaign, page: { path: '/' } } })).toMatchObject([
      ['goal', {}],
    ])
  })
})

describe('who somebody is', () => {
  test('is joined by every event that names a user and a browser', () => {
    expect(facts({ type: 'screen', userId: 'u', anonymousId: 'a' })).toEqual([
      ['identity', { same: ['user:u', 'anonymous:a'] }],
    ])
  })

  test('is the browser where the website writes its id of nobody as text', () => {
    for (const userId of ['undefined', 'null', ' ']) {
      const signedOut = { userId, anonymousId: 'a' }
      expect(facts({ type: 'track', event: 'Trial Started', ...signedOut })).toEqual([
        ['goal', { name: 'Trial Started', person: 'anonymous:a', at }],
      ])
      const traits = { email: 'ana@acme.com' }
      expect(facts({ type: 'identify', ...signedOut, traits })).toMatchObject([
        ['identity', { same: ['email:ana@acme.com', 'anonymous:a'] }],
        ['person', { id: 'email:ana@acme.com' }],
      ])
    }
    expect(facts({ type: 'track', event: 'Trial Started', userId: 'undefined' })).toEqual([])
  })

  test('is told by identify', () => {
    const traits = {
      email: 'Ana@Example.com ',
      firstName: 'Ana',
      lastName: 'Lee',
      createdAt: 1_700_000_000,
    }
    expect(facts({ type: 'identify', userId: 'u', anonymousId: 'a', traits })).toEqual([
      ['identity', { same: ['user:u', 'email:ana@example.com', 'anonymous:a'] }],
      [
        'person',
        {
          id: 'user:u',
          email: 'Ana@Example.com',
          name: 'Ana Lee',
          createdAt: new Date(1_700_000_000_000),
        },
      ],
    ])
    expect(facts({ type: 'identify', anonymousId: 'a', traits: { email: 'none' } })).toEqual([
      ['person', { id: 'anonymous:a' }],
    ])
  })

  test('is put into an account by group', () => {
    const traits = { name: 'Acme', website: 'https://www.acme.com/about' }
    expect(facts({ type: 'group', userId: 'u', groupId: 'g', traits })).toEqual([
      ['account', { id: 'g', name: 'Acme', domain: 'acme.com' }],
      ['person', { id: 'user:u', account: 'g' }],
    ])
  })

  test('changes for certain by alias', () => {
    expect(facts({ type: 'alias', userId: 'u', previousId: 'p' })).toEqual([
      ['identity', { same: ['user:u', 'user:p', 'anonymous:p'], certain: true }],
    ])
  })
})

describe('the contract', () => {
  test.each([
    [{ userId: 'u' }, 'type'],
    [{ type: 'merge', userId: 'u' }, 'type'],
    [{ type: 'track', userId: 'u' }, 'event'],
    [{ type: 'group', userId: 'u' }, 'groupId'],
    [{ type: 'alias', userId: 'u' }, 'previousId'],
    [{ type: 'page' }, 'userId'],
    [{ type: 'page', userId: null, anonymousId: '' }, 'userId'],
    [{ type: 'page', userId: 'u', timestamp: 'yesterday' }, 'timestamp'],
    [{ type: 'page', userId: 'u', context: 'x' }, 'context'],
  ])('refuses %j and names the field', (event, field) => {
    const judgement = judge(contract, { messageId: 'm', ...event }, receivedAt)
    expect(judgement).toMatchObject({ ok: false, error: { mode: 'violation', at: field } })
  })

  test('leaves bots out', () => {
    const context = {
      userAgent: 'Mozilla/5.0 (compatible; GPTBot/1.2; +https://openai.com/gptbot)',
    }
    expect(
      judge(contract, { messageId: 'm', type: 'page', userId: 'u', context }, receivedAt),
    ).toMatchObject({
      value: { verdict: 'filter', reason: 'sent by a bot' },
    })
  })

  test('says which collection a path is of, where there are several', () => {
    const several = websiteEvents({
      owner: 'web',
      content: { blog: '/blog/:slug', guides: ['/guides/:slug', '/*/guides/:slug'] },
    })
    const shown = ['/blog/start', '/guides/start', '/de/guides/start', '/pricing'].map((path) => {
      const whole = { ...page(`https://www.acme.com${path}`), messageId: 'm1', timestamp }
      return several.becomes(whole, { key: 'm1', receivedAt })[0]?.values['content']
    })
    expect(shown).toEqual(['blog/start', 'guides/start', 'guides/start', undefined])
  })

  test('says what is wrong with the paths of content', () => {
    expect(() => websiteEvents({ owner: 'web', content: { blog: '/blog' } })).toThrow(':slug once')
    expect(() => websiteEvents({ owner: 'web', content: '/blog' })).toThrow(
      `websiteEvents 'web.events': content: write the path with :slug once`,
    )
  })
})
