import { t } from '../../core/schema.ts'
import { count, endpoint, object, orNull, time } from './endpoint.ts'

const restrictions = t.Array(
  t.Object({
    regions: t.Array(t.String()),
    variants: t.Array(t.String()),
    because: t.String(),
  }),
)
const publication = {
  version: count(),
  publishedAt: time(),
  publishedBy: t.String(),
  digest: t.String(),
}
const share = t.Number({ minimum: 0, maximum: 1 })

export const placementEndpoints = {
  listPlacements: endpoint({
    method: 'GET',
    path: '/api/placements',
    summary: 'The placements that the workspace defines',
    answer: t.Object({
      placements: t.Array(
        t.Object({
          name: t.String(),
          variants: t.Array(
            t.Object({ name: t.String(), weight: t.Number(), content: t.Unknown() }),
          ),
          fallback: t.String(),
          coverage: share,
          restrictions,
          experiment: orNull(t.String()),
        }),
      ),
    }),
  }),
  showVariantTable: endpoint({
    method: 'GET',
    path: '/api/variant-table',
    summary: 'The variant table that edges choose from, and the publications up to it',
    answer: t.Object({
      table: orNull(t.Unknown()),
      publications: t.Array(t.Object(publication), { description: 'the latest first' }),
    }),
  }),
  publishVariantTable: endpoint({
    method: 'POST',
    path: '/api/variant-table',
    summary:
      'Publishes the variant table that the workspace stands for, unless it is in force already',
    answer: t.Object({ version: count(), isNew: t.Boolean() }),
  }),
  why: endpoint({
    method: 'GET',
    path: '/api/placements/:name/why',
    summary: 'Why somebody sees what they see, by the same numbers that the edge chooses by',
    params: object({ name: t.String() }),
    query: object({
      unit: t.Optional(t.String({ description: 'an identifier: `anonymous:7f3a`' })),
      region: t.Optional(t.String({ description: '`DE` or `US-CA`' })),
    }),
    answer: t.Object({
      choice: t.Object({
        placement: t.String(),
        variant: t.String(),
        content: t.Unknown(),
        propensity: share,
        table: count(),
        experiment: t.Optional(t.String()),
        fallback: t.Optional(t.String()),
      }),
      bucket: t.Optional(count()),
      arms: t.Array(
        t.Object({ variant: t.String(), from: count(), to: count(), propensity: share }),
      ),
      restricted: restrictions,
    }),
    problems: [404],
  }),
  listExperiments: endpoint({
    method: 'GET',
    path: '/api/experiments',
    summary: 'The experiments that the workspace defines; report `experiment-result` judges them',
    answer: t.Object({
      experiments: t.Array(
        t.Object({
          name: t.String(),
          placement: t.String(),
          control: t.String(),
          alpha: t.Number(),
          metric: t.Object({ name: t.String(), goal: t.String(), means: t.String() }),
        }),
      ),
    }),
  }),
}
