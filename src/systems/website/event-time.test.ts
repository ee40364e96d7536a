import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { eventTime } from './event-time.ts'

const receivedAt = new Date('2026-05-04T10:00:00.000Z')
const at = (clocks: Record<string, string>) => eventTime({ ...clocks, receivedAt }).toISOString()

describe('eventTime', () => {
  test('believes a clock that agrees with ours', () => {
    const clocks = { timestamp: '2026-05-04T09:58:00.000Z', sentAt: '2026-05-04T09:59:59.000Z' }
    expect(at(clocks)).toBe('2026-05-04T09:58:00.000Z')
  })

  test('moves an event of a clock that is hours behind or ahead', () => {
    const behind = { timestamp: '2026-05-04T06:59:00.000Z', sentAt: '2026-05-04T07:00:00.000Z' }
    const ahead = { timestamp: '2026-05-04T12:59:00.000Z', sentAt: '2026-05-04T13:00:00.000Z' }
    expect(at(behind)).toBe('2026-05-04T09:59:00.000Z')
    expect(at(ahead)).toBe('2026-05-04T09:59:00.000Z')
  })

  test('does not move an event whose SDK repeats the sentAt of its first attempt', () => {
    const retried = { timestamp: '2026-05-04T09:55:00.000Z', sentAt: '2026-05-04T09:55:01.000Z' }
    expect(at(retried)).toBe('2026-05-04T09:55:00.000Z')
  })

  test('keeps a time of long ago that was passed on purpose', () => {
    const history = { timestamp: '2019-01-01T00:00:00.000Z', sentAt: '2026-05-04T13:00:00.000Z' }
    expect(at(history)).toBe('2019-01-01T00:00:00.000Z')
  })

  test('takes the client’s other clocks in turn, and ours when it has none', () => {
    expect(at({ originalTimestamp: '2026-05-04T09:00:00.000Z' })).toBe('2026-05-04T09:00:00.000Z')
    expect(at({ sentAt: '2026-05-04T09:59:58.000Z' })).toBe('2026-05-04T09:59:58.000Z')
    expect(at({ timestamp: 'yesterday' })).toBe(receivedAt.toISOString())
    expect(at({})).toBe(receivedAt.toISOString())
  })

  test('puts nothing into the future', () => {
    const moment = fc.date({ noInvalidDate: true, min: new Date(0), max: new Date('2100-01-01') })
    fc.assert(
      fc.property(moment, moment, (timestamp, sentAt) => {
        const clocks = { timestamp: timestamp.toISOString(), sentAt: sentAt.toISOString() }
        expect(eventTime({ ...clocks, receivedAt }).getTime()).toBeLessThanOrEqual(+receivedAt)
      }),
    )
  })
})
