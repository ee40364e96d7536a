import { t } from '../../core/schema.ts'
import { count, endpoint, lookBack, object, orNull, time } from './endpoint.ts'

const restriction = {
  regions: t.Array(t.String()),
  variants: t.Array(t.String()),
  because: t.String(),
}
const restrictions = t.Array(t.Object(restriction))
const publication = {
  version: count(),
  publishedAt: time(),
  publishedBy: t.String(),
  digest: t.String(),
}
const share = t.Number({ minimum: 0, maximum: 1 })
const params = object({ name: t.String() })
const asker = object({
  unit: t.Optional(t.String({ description: 'an identifier: `anonymous:7f3a`' })),
  region: t.Optional(t.String({ description: '`DE` or `US-CA`' })),
})
const explanation = {
  choice: t.Object({
    placement: t.String(),
    variant: t.String(),
    content: t.Unknown(),
    propensity: share,
    table: count('the version of the variant table that was chosen from'),
    experiment: t.Optional(t.String()),
    fallback: t.Optional(t.String()),
  }),
  bucket: t.Optional(count()),
  arms: t.Array(t.Object({ variant: t.String(), from: count(), to: count(), propensity: share })),
  restricted: restrictions,
}

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
      inForce: t.Boolean({ description: 'the latest publication says what the workspace says' }),
    }),
  }),
  publishVariantTable: endpoint({
    method: 'POST',
    path: '/api/variant-table',
    right: 'edit',
    summary:
      'Publishes the variant table that the workspace stands for, unless it is in force already',
    answer: t.Object({ version: count(), isNew: t.Boolean() }),
  }),
  showExposures: endpoint({
    method: 'GET',
    path: '/api/placements/:name/exposures',
    summary: 'Who saw what where: counts of what came back from the edges',
    params,
    query: object({ days: lookBack() }),
    answer: t.Object({
      shown: count('how often any variant was shown'),
      units: count('identifiers that something was chosen for, each once'),
      variants: t.Array(
        t.Object({
          variant: t.String(),
          shown: count(),
          units: count(),
          fallbacks: count('how often it was shown as the fallback'),
        }),
      ),
      regions: t.Array(
        t.Object({
          region: orNull(t.String()),
          shown: count(),
          fallbacks: count(),
          variants: t.Array(t.Object({ variant: t.String(), shown: count() })),
        }),
        { description: 'the most frequent hundred' },
      ),
      elsewhere: t.Object(
        { regions: count(), shown: count() },
        { description: 'the regions left out' },
      ),
      fallbacks: t.Array(t.Object({ reason: t.String(), shown: count() })),
      restrictions: t.Array(
        t.Object({ ...restriction, held: count('exposures in whose region it holds') }),
      ),
      tables: t.Array(
        t.Object({ version: count(), shown: count(), firstAt: time(), lastAt: time() }),
      ),
      asOf: time(),
    }),
    problems: [404],
  }),
  why: endpoint({
    method: 'GET',
    path: '/api/placements/:name/why',
    summary: 'Why somebody sees what they see, by the same numbers that the edge chooses by',
    params,
    query: asker,
    answer: t.Object(explanation),
    problems: [404],
  }),
  probe: endpoint({
    method: 'GET',
    path: '/api/placements/:name/probe',
    summary: 'What the running edge shows somebody, and why; beside it what the app’s table says',
    params,
    query: asker,
    answer: t.Object({
      edge: t.Object({
        url: orNull(t.String()),
        explanation: orNull(
          t.Object({
            ...explanation,
            region: t.Optional(t.String({ description: 'where the edge takes it to come from' })),
          }),
        ),
        tookMs: orNull(t.Number()),
        trouble: orNull(t.String({ description: 'why the edge did not answer' })),
      }),
      app: orNull(t.Object(explanation)),
      agree: orNull(t.Boolean({ description: 'both say the same, from the same version' })),
    }),
    problems: [404],
  }),
}
