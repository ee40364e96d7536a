import { defineContract, defineSystem, ignore, quarantine, retry, review, t } from './define.ts'
import { standardPaths } from './standard-paths.ts'

/** Compiled, never run: what must not compile stands under an `@ts-expect-error`. */

const paths = standardPaths({ owner: 'revops' })
const spec = {
  name: 'crm.deals',
  version: '1.0.0',
  from: defineSystem({ name: 'crm' }),
  owner: 'revops',
  payload: t.Object({ id: t.String(), amount: t.Optional(t.Number()) }),
  key: ({ id }: { id: string }) => id,
  becomes: () => [],
}

defineContract({ ...spec, failures: paths })
defineContract({ ...spec, failures: { ...paths, late: review(), malformed: quarantine() } })

const { late: _late, ...withoutLate } = paths
// @ts-expect-error: a contract is total, so leaving out one failure mode does not compile
defineContract({ ...spec, failures: withoutLate })

// @ts-expect-error: nor does leaving out all of them
defineContract(spec)

// @ts-expect-error: drift has three faces, and each needs its path
defineContract({ ...spec, failures: { ...paths, drift: { added: ignore('harmless') } } })

// @ts-expect-error: a retry names what follows when it gives up
retry({ times: 3 })

// @ts-expect-error: what follows a retry is not another retry
retry({ times: 3, otherwise: retry({ times: 3, otherwise: review() }) })

defineContract({
  ...spec,
  failures: paths,
  // @ts-expect-error: the payload has no such field
  key: (deal) => deal.name,
})

defineContract({
  ...spec,
  failures: paths,
  // @ts-expect-error: the amount may be absent, and a key is text
  key: (deal) => deal.amount,
})
