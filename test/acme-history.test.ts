import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { history } from '../examples/acme/example/history.ts'
import { randomOf } from '../examples/acme/example/random.ts'
import { acme } from './harness/acme.ts'

interface Event {
  readonly type: string
  readonly messageId: string
  readonly anonymousId: string
  readonly timestamp: string
  readonly event?: string
  readonly traits?: { readonly email: string }
}
interface Exposure {
  readonly id: string
  readonly at: string
  readonly placement: string
  readonly variant: string
  readonly unit: string
  readonly propensity: number
}
interface Deal {
  readonly id: string
  readonly contacts: readonly string[]
  readonly amount?: number
  readonly deal_value?: number
  readonly stage: string
  readonly created_at: string
  readonly closed_at?: string
}

const make = (until: Date, scale: number) => {
  const { files, events, exposures } = history({ until, scale })
  const linesOf = (folder: string) =>
    files
      .filter(({ path }) => path.startsWith(`imports/${folder}/`))
      .flatMap(({ text }) => text.split('\n').filter(Boolean))
  return {
    files,
    events: events as unknown as Event[],
    exposures: exposures as Exposure[],
    deals: linesOf('crm-deals').map((line) => JSON.parse(line) as Deal),
    contacts: linesOf('crm-contacts').map((line) => line.split(',')),
  }
}

const untils = fc.date({
  min: new Date('2026-03-01T00:00:00Z'),
  max: new Date('2029-12-31T00:00:00Z'),
  noInvalidDate: true,
})
const asked = fc.record({ until: untils, scale: fc.constantFrom(0.004, 0.01, 0.02) })

describe('the history of the example company', () => {
  test('is the same whenever it is asked for, so that nothing doubles', () => {
    fc.assert(
      fc.property(asked, ({ until, scale }) => {
        expect(JSON.stringify(history({ until, scale }))).toBe(
          JSON.stringify(history({ until, scale })),
        )
      }),
      { numRuns: 10 },
    )
  })

  test('ends where it was asked to, begins half a year before, and names everybody it speaks of', () => {
    fc.assert(
      fc.property(asked, ({ until, scale }) => {
        const { events, exposures, deals, contacts } = make(until, scale)
        const from = new Date(until.getTime() - 180 * 86_400_000).toISOString()
        for (const { timestamp } of events) {
          expect(timestamp >= from && timestamp <= until.toISOString()).toBe(true)
        }
        const known = new Set(contacts.map(([id]) => id))
        for (const deal of deals) {
          for (const contact of deal.contacts) expect(known).toContain(contact)
        }
        const addresses = new Set(contacts.map(([, email]) => email))
        for (const { traits } of events) if (traits) expect(addresses).toContain(traits.email)
        expect(new Set(exposures.map(({ id }) => id)).size).toBe(exposures.length)
        for (const { propensity } of exposures) expect([0.5, 1]).toContain(propensity)
      }),
      { numRuns: 10 },
    )
  })

  const whole = make(new Date('2026-10-05T09:30:00Z'), 1)

  test('is as large as it says: 60,000 visits, 3,000 leads, 300 deals with several contacts', () => {
    const { events, deals, contacts } = whole
    const visits = events.filter(
      ({ type, messageId }) => type === 'page' && messageId.endsWith('-0'),
    )
    expect(new Set(visits.map(({ messageId }) => messageId)).size).toBeGreaterThan(57_000)
    expect(new Set(contacts.map(([id]) => id)).size).toBeGreaterThan(2_700)
    const byId = new Map(deals.map((deal) => [deal.id, deal]))
    expect(byId.size).toBeGreaterThan(260)
    expect(byId.size).toBeLessThan(380)
    const several = [...byId.values()].filter((deal) => deal.contacts.length > 1)
    expect(several.length).toBeGreaterThan(byId.size / 3)
  })

  test('has the dirt of real life', () => {
    const { events, deals, contacts, files } = whole
    expect(new Set(events.map(({ messageId }) => messageId)).size).toBeLessThan(events.length)
    expect(events.filter(({ type, event }) => type === 'track' && !event)).toHaveLength(5)
    expect(contacts.filter(([, email]) => email === '')).toHaveLength(8)
    const drifted = deals.filter(({ amount }) => amount === undefined)
    expect(drifted.length).toBeGreaterThan(20)
    expect(drifted.every((deal) => typeof deal.deal_value === 'number')).toBe(true)
    const corrected = files.find(({ path }) => path.startsWith('imports/corrected/'))!
    expect(corrected.text.trim().split('\n')).toHaveLength(drifted.length)
  })

  test('has a deal that was won before anybody of it came to the website', () => {
    const { events, deals, contacts } = whole
    const firstSeen = new Map<string, string>()
    const byAddress = new Map<string, string>()
    for (const { anonymousId, timestamp, traits } of events) {
      if (!firstSeen.has(anonymousId)) firstSeen.set(anonymousId, timestamp)
      if (traits) byAddress.set(traits.email, firstSeen.get(anonymousId)!)
    }
    const byContact = new Map(contacts.map(([id = '', email = '']) => [id, byAddress.get(email)]))
    const early = deals.filter(
      ({ stage, closed_at: at, contacts: ids }) =>
        stage === 'Closed won' && ids.every((id) => at! < (byContact.get(id) ?? '')),
    )
    expect(new Set(early.map(({ id }) => id)).size).toBe(1)
  })

  test('has an experiment with a true effect and one without', () => {
    const { events, exposures } = whole
    const rate = (placement: string, variant: string, goal: string) => {
      const dealt = exposures.filter(
        (each) =>
          each.placement === placement && each.variant === variant && each.propensity === 0.5,
      )
      const units = new Set(dealt.map(({ unit }) => unit))
      const reached = events.filter(
        ({ event, anonymousId }) => event === goal && units.has(`anonymous:${anonymousId}`),
      )
      return new Set(reached.map(({ anonymousId }) => anonymousId)).size / units.size
    }
    const trials = ['calm', 'proof'].map((arm) => rate('hero', arm, 'Trial Started'))
    expect(trials[1]! / trials[0]!).toBeGreaterThan(1.25)
    const demos = ['talk', 'annual'].map((arm) => rate('pricing-cta', arm, 'Demo Requested'))
    expect(Math.abs(demos[1]! - demos[0]!)).toBeLessThan(0.012)
    expect(Object.keys(acme.placements)).toEqual(['hero', 'pricing-cta'])
  })
})

test('chance comes again with its seed, and is even', () => {
  const numbers = (seed: string) => {
    const random = randomOf(seed)
    return Array.from({ length: 5_000 }, () => random.next())
  }
  expect(numbers('a')).toEqual(numbers('a'))
  expect(numbers('a')).not.toEqual(numbers('b'))
  const mean = numbers('c').reduce((sum, each) => sum + each, 0) / 5_000
  expect(Math.abs(mean - 0.5)).toBeLessThan(0.02)
})
