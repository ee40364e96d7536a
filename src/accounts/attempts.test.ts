import { expect, test } from 'vitest'
import { testDatabase } from '../../test/harness/test-database.ts'
import { sql } from '../platform/database/index.ts'
import { countAttempt, type Allowance } from './attempts.ts'

const db = await testDatabase()
const now = new Date('2026-07-01T12:00:00Z')
const minute = 60_000
const from = (address: string): Allowance => ({
  bucket: `from ${address}`,
  times: 2,
  within: 10 * minute,
})
const as = (email: string): Allowance => ({
  bucket: `as ${email}`,
  times: 3,
  within: 10 * minute,
})
const attempt = (address: string, email: string, at = now) =>
  countAttempt(db, [from(address), as(email)], at)

test('an address over its allowance locks nobody’s account, and leaves no trace of whom it tried', async () => {
  for (let n = 0; n < 2; n += 1) expect(await attempt('192.0.2.1', 'ada')).toBe(0)
  for (let n = 0; n < 5; n += 1) {
    expect(await attempt('192.0.2.1', 'ada')).toBe(10 * minute)
    expect(await attempt('192.0.2.1', `nobody${n}`)).toBe(10 * minute)
  }
  expect(await attempt('192.0.2.2', 'ada')).toBe(0)
  const rows = await db.query(sql`select bucket, times from account_attempt order by bucket`)
  expect(rows).toEqual([
    { bucket: 'as ada', times: 3 },
    { bucket: 'from 192.0.2.1', times: 12 },
    { bucket: 'from 192.0.2.2', times: 1 },
  ])
})

test('an account over its allowance waits wherever the next attempt comes from, until its time is over', async () => {
  for (const address of ['192.0.2.3', '192.0.2.3', '192.0.2.4']) await attempt(address, 'eve')
  const later = new Date(now.getTime() + minute)
  expect(await attempt('192.0.2.5', 'eve', later)).toBe(9 * minute)
  expect(await attempt('192.0.2.5', 'eve', new Date(now.getTime() + 10 * minute))).toBe(0)
})
