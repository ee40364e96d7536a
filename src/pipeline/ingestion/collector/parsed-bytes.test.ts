import { describe, expect, test } from 'vitest'
import { event } from '../../../../test/harness/collector-suite.ts'
import { parsedBytes, parsedLimit } from './parsed-bytes.ts'

const of = (value: unknown) => parsedBytes(Buffer.from(JSON.stringify(value)))

describe('what a parsed body takes', () => {
  test('is what one expects of real events', () => {
    const context = { page: { path: '/', title: 'Home' }, library: { name: 'ours' } }
    const properties = { items: [{ sku: 'a1', quantity: 1 }], plan: 'pro' }
    const real = event('ajs-next-1717171717171', { context, properties, integrations: {} })
    expect(of({ batch: Array.from({ length: 2_500 }, () => real) })).toBe(0)
  })

  test('is far more where a body is all brackets, side by side or within each other', () => {
    expect(of({ batch: Array.from({ length: 1_000_000 }, () => []) })).toBeGreaterThan(parsedLimit)
    const largest = parsedBytes(Buffer.from('['.repeat(250_000) + ']'.repeat(250_000)))
    expect(largest).toBeGreaterThan(parsedLimit)
  })
})
