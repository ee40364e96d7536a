import { describe, expect, test } from 'vitest'
import { DefinitionError } from '../core/definition-error.ts'
import {
  defineContract,
  defineSystem,
  fallback,
  ignore,
  pause,
  retry,
  review,
  standardPaths,
  t,
} from './define.ts'
import { failureModes } from './failure-mode.ts'

const sound = {
  name: 'crm.deals',
  version: '1.0.0',
  from: defineSystem({ name: 'crm' }),
  owner: 'revops',
  payload: t.Object({ id: t.String() }),
  key: ({ id }: { id: string }) => id,
  failures: standardPaths({ owner: 'revops' }),
  becomes: () => [],
}
/** A workspace is run without a type check, so what the compiler would refuse must be refused here. */
const complaint = (change: Record<string, unknown>): string => {
  try {
    defineContract({ ...sound, ...change })
    return 'none'
  } catch (error) {
    if (!(error instanceof DefinitionError)) throw error
    return `${error.field}: ${error.instead}`
  }
}

/** A path under one failure mode; what it says is not what the types allow. */
const declared = (path: unknown) => ({ failures: { ...sound.failures, late: path } })

describe('defineContract', () => {
  test('takes a sound contract and keeps the latest record of a key', () => {
    expect(defineContract(sound)).toMatchObject({ kind: 'contract', keep: 'latest' })
  })

  test.each([
    [{ name: 'CRM deals' }, /^name: write lower-case letters/],
    [{ version: '1.0' }, `version: write three numbers, for example '1.0.0'`],
    [{ from: 'crm' }, 'from: write the system, made by defineSystem({ name })'],
    [{ owner: '' }, 'owner: write who answers for it'],
    [{ payload: undefined }, 'payload: write a schema: t.Object({ id: t.String() })'],
    [{ key: 'id' }, 'key: write a function of the payload'],
    [{ becomes: undefined }, 'becomes: write a function of the payload'],
    [{ fresh: { within: 'an hour' } }, `fresh.within: write a duration, for example '1h'`],
    [{ call: { timeout: 10 } }, `call.timeout: write a duration, for example '1h'`],
    [{ keep: 'newest' }, `keep: write 'latest' or 'first'`],
    [{ text: { decimal: ';' } }, `text.decimal: write '.' or ','`],
    [{ text: { dates: 'dd.mm.yyyy' } }, `text.dates: write 'DMY' or 'MDY' or 'YMD'`],
    [{ call: { timeout: 'long' } }, `call.timeout: write a duration, for example '1h'`],
    [
      { call: { timeout: '1s', budget: { calls: 0.5, per: 'day' } } },
      'call.budget.calls: write how many calls, 1 or more',
    ],
    [
      { call: { timeout: '1s', budget: { calls: 1, per: 'week' } } },
      `call.budget.per: write 'minute' or 'hour' or 'day'`,
    ],
    [{ text: { empty: 'n/a' } }, `text.empty: write a list of texts, for example ['n/a']`],
    [declared({ ...ignore('why'), reason: 5 }), 'failures.late: write why it may be left out'],
    [declared(fallback('')), 'failures.late: write what it goes on with'],
    [declared(review({ route: '' })), 'failures.late.route: write the name of a route'],
    [declared(review({ due: '2 days' as '2d' })), 'failures.late.due: write a duration'],
    [
      declared(retry({ times: 1, otherwise: pause({ due: 'soon' as '1d' }) })),
      'failures.late.otherwise.due: write a duration',
    ],
    [
      declared(retry({ times: 0, otherwise: review() })),
      'failures.late: write how often it is tried again',
    ],
    [
      declared(retry({ times: 1, base: 'soon' as '1s', otherwise: review() })),
      'failures.late: write base and cap as durations',
    ],
    [declared({ path: 'postpone' }), 'failures.late: write one of retry(…), quarantine(…)'],
  ])('refuses %j', (change, says) => {
    expect(complaint(change)).toMatch(says)
  })

  test.each(failureModes)('refuses a contract without a path for %s', (mode) => {
    const { [mode]: _, ...rest } = sound.failures
    const named = mode === 'drift' ? 'drift.added, drift.removed, drift.changed' : mode
    expect(complaint({ failures: rest })).toBe(
      `failures: give a path to ${named}, or spread in ...standardPaths({ owner: 'revops' })`,
    )
  })

  test('refuses a path that is none, and drift without its three faces', () => {
    expect(complaint({ failures: { ...sound.failures, late: 'ignore' } })).toMatch(
      'give a path to late,',
    )
    expect(complaint({ failures: { ...sound.failures, drift: ignore('harmless') } })).toMatch(
      'give a path to drift.added, drift.removed, drift.changed,',
    )
    expect(complaint({ failures: undefined })).toMatch('give a path to timeout, unavailable')
  })

  test.each([
    [{ times: 0 }, 'write how often it is tried again'],
    [{ times: 2.5 }, 'write how often it is tried again'],
    [{ base: 'a second' }, `write base and cap as durations, for example '1s' and '5m'`],
    [{ otherwise: undefined }, 'write what follows when no retry helps: otherwise: review()'],
    [
      { otherwise: retry({ times: 1, otherwise: review() }) },
      'write what follows when no retry helps',
    ],
  ])('refuses a retry that cannot be carried out: %j', (change, says) => {
    const timeout = { ...retry({ times: 3, otherwise: review() }), ...change }
    expect(complaint({ failures: { ...sound.failures, timeout } })).toMatch(
      `failures.timeout: ${says}`,
    )
  })
})
