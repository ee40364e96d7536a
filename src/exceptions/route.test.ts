import fc from 'fast-check'
import { expect, test } from 'vitest'
import { failureModes } from '../contracts/index.ts'
import { durationMs, type Duration } from '../core/duration.ts'
import { defineExceptionRoute } from './define.ts'
import { overdue } from './overdue.ts'
import { route } from './route.ts'

const mode = fc.constantFrom(...failureModes)
const due = fc
  .tuple(fc.integer({ min: 0, max: 90 }), fc.constantFrom('m', 'h', 'd'))
  .map(([count, unit]) => `${count}${unit}` as Duration)
const word = fc.constantFrom('revops', 'web', 'integrations', 'legal')
const routes = fc.uniqueArray(
  fc
    .record({ name: word, owner: word, due, modes: fc.uniqueArray(mode, { maxLength: 3 }) })
    .map(defineExceptionRoute),
  { selector: ({ name }) => name },
)
const trouble = fc.record({
  mode,
  owner: word,
  route: fc.option(word, { nil: undefined }),
  due: fc.option(due, { nil: undefined }),
})
const at = fc.date({
  min: new Date('2020-01-01'),
  max: new Date('2040-01-01'),
  noInvalidDate: true,
})

test('every trouble has an owner and a due time, and the route that its path names comes first', () => {
  fc.assert(
    fc.property(routes, trouble, at, (known, it, now) => {
      const to = route(known, it, now)
      const named = known.find(({ name }) => name === it.route)
      const byMode = known.find(({ modes }) => modes.includes(it.mode))
      const found = named ?? byMode
      expect(to.owner).toBe(found?.owner ?? it.route ?? it.owner)
      expect(to.route).toBe(found?.name ?? it.route ?? it.owner)
      expect(to.dueAt.getTime() - now.getTime()).toBe(durationMs(it.due ?? found?.due ?? '1d'))
    }),
  )
})

test('an exception is overdue from the moment after it is due until it is told or resolved', () => {
  const entry = fc.record({
    id: fc.nat(),
    state: fc.constantFrom('open' as const, 'resolved' as const),
    dueAt: at,
    escalatedAt: fc.option(at),
    owner: word,
    route: word,
  })
  fc.assert(
    fc.property(fc.array(entry), at, (entries, now) => {
      const wanted = entries.filter(
        ({ state, dueAt, escalatedAt }) =>
          state === 'open' && escalatedAt === null && dueAt.getTime() < now.getTime(),
      )
      expect(overdue(entries, now).map(({ id }) => id)).toEqual(wanted.map(({ id }) => id))
    }),
  )
})

test('a due time that cannot be read is passed over, so that the failure is reported all the same', () => {
  const now = new Date('2026-01-01T00:00:00Z')
  const web = { ...defineExceptionRoute({ name: 'web', owner: 'ana', due: '4h' }) }
  const it = { mode: 'late' as const, owner: 'revops', route: 'web' }
  for (const due of ['2 days', '', '999999999d', 4] as unknown as Duration[]) {
    expect(route([web], { ...it, due }, now).dueAt).toEqual(new Date('2026-01-01T04:00:00Z'))
    expect(route([{ ...web, due }], it, now).dueAt).toEqual(new Date('2026-01-02T00:00:00Z'))
  }
})
