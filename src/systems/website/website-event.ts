import { t, type Static } from '../../core/schema.ts'

const text = () => t.Optional(t.Union([t.String(), t.Null()]))
const identifier = () => t.Optional(t.Union([t.String({ maxLength: 500 }), t.Integer(), t.Null()]))
/** Anything, so that one odd field of a page or campaign never costs the event. */
const bag = () => t.Optional(t.Union([t.Record(t.String(), t.Unknown()), t.Null()]))
/** A moment in ISO 8601. Words and bare numbers are refused: they would have to be guessed at. */
const moment = () =>
  t.Optional(t.Union([t.String({ pattern: String.raw`^\d{4}-\d\d-\d\d` }), t.Null()]))

const given = (name: string) => ({
  required: [name],
  properties: { [name]: { type: ['string', 'integer'], minLength: 1 } },
})
/** What a call of one type must have. The name comes first, because a refusal names the first that fails. */
const when = (type: string, name: string) => ({
  anyOf: [given(name), { properties: { type: { not: { const: type } } } }],
})

/**
 * An event as the SDKs of the Segment family send it: one of the six calls, of somebody. What is not
 * named here is kept, and judged by nobody.
 */
export const websiteEvent = t.Object(
  {
    type: t.Enum(['track', 'identify', 'page', 'screen', 'group', 'alias']),
    messageId: t.String({ minLength: 1, maxLength: 300 }),
    userId: identifier(),
    anonymousId: identifier(),
    previousId: identifier(),
    groupId: identifier(),
    event: text(),
    name: text(),
    timestamp: moment(),
    originalTimestamp: moment(),
    sentAt: moment(),
    properties: bag(),
    traits: bag(),
    context: bag(),
  },
  {
    anyOf: [given('userId'), given('anonymousId')],
    allOf: [when('track', 'event'), when('group', 'groupId'), when('alias', 'previousId')],
  },
)

export type WebsiteEvent = Static<typeof websiteEvent>
