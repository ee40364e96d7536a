const minute = 60_000
const day = 24 * 60 * minute

/** The clocks of an event, as the client and the door wrote them. */
export interface EventClocks {
  readonly timestamp?: string | null | undefined
  readonly originalTimestamp?: string | null | undefined
  readonly sentAt?: string | null | undefined
  readonly receivedAt: Date
}

/**
 * When the event happened, by our clock. Clients' clocks are wrong, so a time is moved by the
 * difference between when the client says that it sent the event and when it came, but only
 * - when that difference cannot be the way through the network: it is negative, or over ten minutes.
 *   Below that, some SDKs repeat an old `sentAt` when they try again, and that is no clock error;
 * - and when the event happened within a day of being sent. An older time was passed on purpose (an
 *   import, say) and came from another clock.
 * Nothing happens in the future: a later time becomes that of arrival.
 */
export function eventTime({ receivedAt, ...clocks }: EventClocks): Date {
  const received = receivedAt.getTime()
  const sent = read(clocks.sentAt)
  const said = read(clocks.timestamp) ?? read(clocks.originalTimestamp) ?? sent ?? received
  const late = sent === undefined ? 0 : received - sent
  const skewed = late < 0 || late > 10 * minute
  const sameClock = sent !== undefined && Math.abs(sent - said) <= day
  return new Date(Math.min(skewed && sameClock ? said + late : said, received))
}

function read(text: string | null | undefined): number | undefined {
  const at = text ? Date.parse(text) : Number.NaN
  return Number.isNaN(at) ? undefined : at
}
