import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { durationMs } from '../core/duration.ts'
import { failureModes, type FailureMode } from './failure-mode.ts'
import { finalPath, ignore, pause, quarantine, retry, review, type Path } from './path.ts'
import { planRecovery, type Failed, type FailureCounts } from './plan-recovery.ts'

const now = new Date('2026-05-04T10:00:00Z')
const down: Failed = {
  mode: 'unavailable',
  path: retry({ times: 3, base: '1s', cap: '3s', otherwise: review({ route: 'ops' }) }),
}

describe('after an attempt that failed', () => {
  test('it is tried again as often as declared, further and further apart, and then given up', () => {
    let counts: FailureCounts = {}
    const said: unknown[] = []
    for (let n = 0; n < 4; n += 1) {
      const plan = planRecovery([down], counts, now, 0.999)
      counts = plan.counts
      said.push(
        plan.next
          ? [plan.next.attempt, plan.next.times, (plan.next.at.getTime() - now.getTime()) / 1_000]
          : plan.final,
      )
    }
    expect(said).toEqual([
      [1, 3, 0.999],
      [2, 3, 1.998],
      [3, 3, 2.997],
      [{ failure: down, path: { path: 'review', route: 'ops' }, retries: 3 }],
    ])
    expect(counts).toEqual({})
  })

  test('what has no retry goes its way at once, while the rest is tried again', () => {
    const broken: Failed = { mode: 'malformed', path: quarantine() }
    const plan = planRecovery([broken, down, down], {}, now, 0)
    expect(plan.final).toEqual([{ failure: broken, path: quarantine(), retries: 0 }])
    // Two files of the same trouble are one failed attempt.
    expect(plan.counts).toEqual({ malformed: 1, unavailable: 1 })
    expect(plan.next).toMatchObject({ mode: 'unavailable', attempt: 1 })
  })

  test('the most patient of several paths says when', () => {
    const limited: Failed = {
      mode: 'rate-limited',
      path: retry({ times: 9, base: '1m', cap: '15m', otherwise: review() }),
    }
    expect(planRecovery([down, limited], {}, now, 0.5).next).toMatchObject({
      mode: 'rate-limited',
      at: new Date('2026-05-04T10:00:30Z'),
    })
  })
})

const final = fc.constantFrom(review(), quarantine(), pause(), ignore('it is known'))
const path = fc.oneof(
  final,
  fc
    .record({
      times: fc.integer({ min: 1, max: 6 }),
      base: fc.constantFrom('1ms', '1s', '2m'),
      cap: fc.constantFrom('1s', '5m'),
      otherwise: final,
    })
    .map((options) => retry(options as Parameters<typeof retry>[0])),
)
/** A contract has one path for a failure mode, whatever fails in how many places. */
const failures = fc
  .uniqueArray(fc.record({ mode: fc.constantFrom(...failureModes), path }), {
    minLength: 1,
    maxLength: 5,
    selector: ({ mode }) => mode,
  })
  .chain((kinds) => fc.array(fc.constantFrom(...kinds), { minLength: 1, maxLength: 8 }))
const random = fc.double({ min: 0, max: 0.999, noNaN: true })

const timesOf = ({ path: declared }: { path: Path }) =>
  declared.path === 'retry' ? declared.times : 0

describe('whatever fails', () => {
  test('each failure is either tried again or goes its final way, and never both', () => {
    fc.assert(
      fc.property(failures, random, (all, chance) => {
        const { next, final: ended } = planRecovery(all, {}, now, chance)
        const waiting = all.filter(timesOf)
        expect(ended.length + waiting.length).toBe(all.length)
        expect(next !== undefined).toBe(waiting.length > 0)
        for (const { failure, path: taken } of ended) expect(taken).toBe(finalPath(failure.path))
      }),
    )
  })

  test('the wait lies between now and the longest cap', () => {
    fc.assert(
      fc.property(failures, random, fc.nat(60), (all, chance, failed) => {
        const before = Object.fromEntries(all.map(({ mode }) => [mode, failed]))
        const { next } = planRecovery(all, before, now, chance)
        const caps = all.map((each) => (each.path.path === 'retry' ? durationMs(each.path.cap) : 0))
        const wait = next ? next.at.getTime() - now.getTime() : 0
        expect(wait).toBeGreaterThanOrEqual(0)
        expect(wait).toBeLessThanOrEqual(Math.max(...caps))
      }),
    )
  })

  test('it ends, also when the ways of failing take turns: at most as many retries as are declared', () => {
    fc.assert(
      fc.property(failures, fc.infiniteStream(fc.nat()), random, (kinds, turns, chance) => {
        const most = [...new Map(kinds.map((each) => [each.mode, timesOf(each)])).values()]
        let counts: FailureCounts = {}
        let attempts = 0
        for (const turn of turns) {
          const failed = kinds[turn % kinds.length]!
          const plan = planRecovery([failed], counts, now, chance)
          if (!plan.next) break
          expect(plan.next.attempt).toBeLessThanOrEqual(plan.next.times)
          counts = plan.counts
          attempts += 1
        }
        expect(attempts).toBeLessThanOrEqual(most.reduce((sum, each) => sum + each, 0))
      }),
    )
  })

  test('a retry is given up after exactly as many as it declares', () => {
    const mode: FailureMode = 'timeout'
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20 }), final, random, (times, otherwise, chance) => {
        const failed = { mode, path: retry({ times, otherwise }) }
        let counts: FailureCounts = {}
        for (let n = 1; n <= times; n += 1) {
          const plan = planRecovery([failed], counts, now, chance)
          expect(plan.next).toMatchObject({ attempt: n, times })
          counts = plan.counts
        }
        expect(planRecovery([failed], counts, now, chance)).toEqual({
          next: undefined,
          counts: {},
          final: [{ failure: failed, path: otherwise, retries: times }],
        })
      }),
    )
  })
})
