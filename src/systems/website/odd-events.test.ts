import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sharedData } from '../../../test/harness/shared-data.ts'
import { judge } from '../../contracts/index.ts'
import { websiteEvents } from './define.ts'

const contract = websiteEvents({ owner: 'web', content: ['/blog/:slug', '/*/guides/:slug'] })
const signal = { key: 'm', receivedAt: new Date('2026-05-04T10:00:00Z') }

/** What becomes of an event: `'refused'`, or how many facts. */
function outcome(event: unknown): 'refused' | number {
  const judgement = judge(contract, event, new Date())
  return judgement.ok && judgement.value.verdict === 'land'
    ? contract.becomes(event, signal).length
    : 'refused'
}

test('whatever lands can be made into facts, however odd its fields are', () => {
  const odd = fc.oneof(
    fc.jsonValue(),
    fc.constantFrom('https://[', 'https://www.google.com/%', '/blog/%E0%A4%A', -1, 1e300, '1e9'),
  )
  const names = ['url', 'path', 'referrer', 'revenue', 'currency', 'email', 'name', 'createdAt']
  const bag = fc.dictionary(
    fc.constantFrom(...names, 'page', 'campaign', 'source', 'company', 'userAgent', 'website'),
    fc.oneof(odd, fc.dictionary(fc.constantFrom(...names, 'id', 'source'), odd)),
  )
  const event = fc.record(
    {
      type: fc.constantFrom('track', 'identify', 'page', 'screen', 'group', 'alias'),
      messageId: fc.constant('m'),
      userId: fc.oneof(fc.string(), fc.integer()),
      anonymousId: fc.oneof(fc.string(), fc.constant(null)),
      event: fc.string(),
      groupId: fc.string(),
      previousId: fc.string(),
      timestamp: fc.constantFrom('2026-05-04T09:00:00Z', '2026-13-77', null),
      properties: bag,
      traits: bag,
      context: bag,
    },
    { requiredKeys: ['type', 'messageId', 'userId'] },
  )
  fc.assert(
    fc.property(event, (each) => {
      expect(outcome(each)).toSatisfy((facts) => facts === 'refused' || facts >= 0)
    }),
    { numRuns: 2_000 },
  )
})

const documented = sharedData('segment-events/segment_doc_messages.jsonl')

test.skipIf(!documented)(
  'the messages of Segment’s documentation land, or say what they lack',
  () => {
    const lines = readFileSync(documented!, 'utf8').trim().split('\n')
    const outcomes = lines.map((line) => {
      const { message } = JSON.parse(line) as { message: Record<string, unknown> }
      return { message, what: outcome({ messageId: 'm', ...message }) }
    })
    const refused = outcomes.filter(({ what }) => what === 'refused')
    // 60 have no type, which the path of the call would give; 15 name nobody or lack their subject.
    expect([outcomes.length, refused.length]).toEqual([135, 75])
    expect(refused.filter(({ message }) => message['type'] === undefined)).toHaveLength(60)
  },
)
