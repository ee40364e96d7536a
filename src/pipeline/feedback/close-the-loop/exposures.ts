import {
  defineContract,
  defineSystem,
  ignore,
  standardPaths,
  t,
} from '../../../contracts/define.ts'
import { exposure } from '../../processing/define.ts'

const edge = defineSystem({ name: 'linchpin', title: 'Linchpin itself' })

/**
 * What edges showed, as they log it. It comes in through the same door as any vendor's data. The id
 * is given when the variant is answered, so a log that is sent twice counts once.
 */
export const exposures = defineContract({
  name: 'linchpin.exposures',
  version: '1.0.0',
  from: edge,
  owner: 'growth',
  keep: 'first',
  payload: t.Object({
    id: t.String({ minLength: 1 }),
    at: t.String({ format: 'date-time' }),
    placement: t.String({ minLength: 1 }),
    variant: t.String({ minLength: 1 }),
    unit: t.Optional(t.String({ minLength: 1 })),
    region: t.Optional(t.String()),
    propensity: t.Number({ exclusiveMinimum: 0, maximum: 1 }),
    table: t.Integer(),
    experiment: t.Optional(t.String()),
    fallback: t.Optional(t.String()),
  }),
  key: ({ id }) => id,
  means:
    'One row each time that a variant was answered, fallbacks included. Propensity is the probability ' +
    'with which a unit of the same region class sees exactly this variant.',
  failures: {
    ...standardPaths({ owner: 'growth' }),
    duplicate: ignore('an edge sends its log again when it did not hear that it had arrived'),
  },
  becomes: (shown) => [exposure({ ...shown })],
})
