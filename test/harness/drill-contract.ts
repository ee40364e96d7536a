import { defineContract, defineSystem, standardPaths, t } from '../../src/contracts/define.ts'
import {
  anonymousId,
  identity,
  opportunity,
  touch,
  userId,
} from '../../src/pipeline/processing/define.ts'

/** Records that change, of which some say who somebody is, and one in fifty cannot be mapped. */
export const drillContract = defineContract({
  name: 'drill.records',
  version: '1.0.0',
  from: defineSystem({ name: 'drill' }),
  owner: 'drills',
  payload: t.Object({ id: t.Integer(), turn: t.Integer() }),
  key: ({ id }) => String(id),
  failures: standardPaths({ owner: 'drills' }),
  becomes: ({ id, turn }, { receivedAt }) => {
    if ((id + turn) % 50 === 0) throw new Error('cannot be mapped')
    const browser = anonymousId(String(id % 700))
    return [
      touch({ person: browser, at: receivedAt, channel: `turn ${turn}` }),
      opportunity({ person: browser, amount: { micros: turn, currency: 'EUR' } }),
      identity({ same: [userId(String(id % 90)), browser] }),
    ]
  },
})
