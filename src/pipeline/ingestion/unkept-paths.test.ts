import { expect, test } from 'vitest'
import {
  defineContract,
  defineSystem,
  fallback,
  pause,
  quarantine,
  retry,
  review,
  standardPaths,
  t,
} from '../../contracts/define.ts'
import { unkeptPaths } from './unkept-paths.ts'

const standard = standardPaths({ owner: 'revops' })
const contract = (failures: Partial<typeof standard>) =>
  defineContract({
    name: 'crm.deals',
    version: '1.0.0',
    from: defineSystem({ name: 'crm' }),
    owner: 'revops',
    payload: t.Object({ id: t.String() }),
    key: ({ id }) => id,
    failures: { ...standard, ...failures },
    becomes: () => [],
  })

test('the standard paths are carried out at every door', () => {
  expect(unkeptPaths(contract({}), ['file', 'collector'])).toEqual([])
})

test('what is judged is not tried again; what is read is', () => {
  const twice = retry({ times: 3, otherwise: quarantine() })
  const all = contract({ violation: twice, malformed: twice, missing: twice, conflict: twice })
  expect(unkeptPaths(all, ['file'])).toEqual([
    'retry(…) for violation is not carried out, because it is judged the same however often it is ' +
      'looked at: write what follows it, quarantine(…)',
  ])
  expect(unkeptPaths(all, ['collector']).map((each) => each.slice(0, 24))).toEqual([
    'retry(…) for malformed i',
    'retry(…) for violation i',
    'retry(…) for conflict is',
  ])
})

test('what is sent to us cannot be stopped, and what is read can', () => {
  const stops = contract({ violation: pause(), stale: pause() })
  expect(unkeptPaths(stops, ['file'])).toEqual([
    'pause(…) for stale is not carried out, because a source that is not read stays stale: write review(…)',
  ])
  expect(unkeptPaths(stops, ['collector', 'file'])).toHaveLength(2)
  expect(unkeptPaths(stops, [])).toEqual([])
})

test('nothing stands in for records, also behind a retry, where it can come to that', () => {
  const other = contract({
    timeout: retry({ times: 3, otherwise: fallback('the export of yesterday') }),
    late: fallback('nothing'),
    'over-budget': fallback('cannot happen here'),
    drift: { ...standard.drift, added: retry({ times: 1, otherwise: review() }) },
  })
  expect(unkeptPaths(other, ['file']).map((each) => each.split(' is not')[0])).toEqual([
    'fallback(…) for timeout',
    'retry(…) for drift.added',
    'fallback(…) for late',
  ])
})
