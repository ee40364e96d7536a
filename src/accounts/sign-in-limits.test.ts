import { expect, test } from 'vitest'
import { testDatabase } from '../../test/harness/test-database.ts'
import { countAttempt } from './attempts.ts'
import { settleAttempts, signInLimits } from './sign-in-limits.ts'

const db = await testDatabase()
const now = new Date('2026-07-01T12:00:00Z')
const attempt = (address: string, email: string, device?: string) =>
  countAttempt(db, signInLimits({ address }, email, device).allowances, now)

test('many networks together may guess a hundred times an hour, and a known browser is not kept waiting for it', async () => {
  for (let n = 0; n < 100; n += 1) expect(await attempt(`10.0.${n >> 3}.${n}`, 'ada')).toBe(0)
  expect(await attempt('192.0.2.1', 'ada')).toBe(60 * 60_000)
  expect(await attempt('192.0.2.1', 'ada', 'a browser of Ada’s')).toBe(0)
  expect(await attempt('192.0.2.1', 'eve')).toBe(0)
})

test('what one network is refused counts against nobody else', async () => {
  for (let n = 0; n < 50; n += 1) await attempt(`2001:db8:7:${n}::1`, 'ben')
  expect(await attempt('2001:db8:7:99::1', 'ben')).toBe(10 * 60_000)
  for (let n = 0; n < 90; n += 1) expect(await attempt(`10.1.${n >> 3}.${n}`, 'ben')).toBe(0)
})

test('who gets in has their own attempts forgotten, and takes only this one off the others', async () => {
  const limits = signInLimits({ address: '192.0.2.9' }, 'cyd', undefined)
  for (let n = 0; n < 3; n += 1) await countAttempt(db, limits.allowances, now)
  await settleAttempts(db, limits)
  const allowances = limits.allowances.map((each) => ({ ...each, times: 2 }))
  expect(await countAttempt(db, allowances.slice(1, 2), now)).toBe(0)
  expect(await countAttempt(db, allowances.slice(2), now)).toBeGreaterThan(0)
})
