import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { sharedData } from '../../../test/harness/shared-data.ts'
import { channelOf } from './channel-of.ts'

const published = sharedData('channel-grouping/ga4_cases.json')

describe('channelOf', () => {
  test.skipIf(!published)('groups every published case as published', () => {
    const cases = JSON.parse(readFileSync(published!, 'utf8')) as {
      source: string
      medium: string
      campaign: string
      expected_channel: string
    }[]
    expect(cases).toHaveLength(30)
    for (const each of cases) {
      expect([each, channelOf(each)]).toEqual([each, each.expected_channel])
    }
  })

  test.each([
    ['https://www.google.com/', 'Organic Search'],
    ['https://www.google.co.uk/search?q=x', 'Organic Search'],
    ['https://de.search.yahoo.com/', 'Organic Search'],
    ['android-app://com.google.android.googlequicksearchbox/', 'Organic Search'],
    ['https://news.google.com/', 'Referral'],
    ['https://mail.google.com/', 'Email'],
    ['https://l.facebook.com/l.php', 'Organic Social'],
    ['https://t.co/abc', 'Organic Social'],
    ['https://m.youtube.com/watch', 'Organic Video'],
    ['https://www.amazon.de/dp/1', 'Organic Shopping'],
    ['https://chatgpt.com/', 'AI Assistant'],
    ['https://www.perplexity.ai/search', 'AI Assistant'],
    ['https://gemini.google.com/app', 'AI Assistant'],
    ['https://partner.example/post', 'Referral'],
    ['https://www.acme.com/pricing', 'Direct'],
    ['https://app.acme.com/', 'Direct'],
    ['', 'Direct'],
    ['not an address', 'Direct'],
  ])('coming from %j without parameters is %s', (referrer, channel) => {
    expect(channelOf({ referrer, ownHosts: ['acme.com'] })).toBe(channel)
  })

  test('takes parameters before the referring page', () => {
    const referrer = 'https://www.google.com/'
    expect(channelOf({ referrer, source: 'google', medium: 'cpc' })).toBe('Paid Search')
    expect(channelOf({ referrer, source: 'newsletter', medium: 'email' })).toBe('Email')
    expect(channelOf({ referrer: 'https://t.co/', source: 'chatgpt.com' })).toBe('AI Assistant')
  })

  test('does not take a host for another whose name it contains', () => {
    expect(channelOf({ referrer: 'https://notfacebook.com/' })).toBe('Referral')
    expect(channelOf({ referrer: 'https://google.com.evil.example/' })).toBe('Referral')
    expect(channelOf({ referrer: 'https://notacme.com/', ownHosts: ['acme.com'] })).toBe('Referral')
  })
})
