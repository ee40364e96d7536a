import { t } from '../../core/schema.ts'
import { endpoint, object, orNull } from './endpoint.ts'

const record = {
  id: t.String({ description: `the file's name without its ending` }),
  file: t.String({ description: `from the workspace's folder` }),
  number: orNull(t.Integer({ minimum: 0 })),
  title: t.String(),
  status: orNull(t.String({ description: 'as it is written; null where the record says none' })),
  date: orNull(t.String({ description: '2026-05-04' })),
  people: t.Array(t.String()),
  problems: t.Array(t.String(), { description: 'what is wrong with the record' }),
  contracts: t.Array(t.String(), { description: 'the contracts that rest on it' }),
}

const link = t.Object({ id: t.String(), title: t.String() })

export const decisionEndpoints = {
  listDecisions: endpoint({
    method: 'GET',
    path: '/api/decisions',
    summary: 'The decision records of the workspace, all or those that a search finds',
    query: object({
      search: t.Optional(t.String({ maxLength: 200, description: 'words that all stand in it' })),
    }),
    answer: t.Object({
      total: t.Integer({ minimum: 0, description: 'how many there are without the search' }),
      decisions: t.Array(
        t.Object({
          ...record,
          excerpt: orNull(t.String({ description: 'the words around the first hit' })),
        }),
      ),
      lost: t.Array(
        t.Object({ contract: t.String(), reference: t.String(), message: t.String() }),
        { description: 'contracts that name a decision which is not there' },
      ),
    }),
  }),
  showDecision: endpoint({
    method: 'GET',
    path: '/api/decisions/:id',
    summary: 'One decision record, to be read',
    params: object({ id: t.String({ description: 'its id, or its number' }) }),
    answer: t.Object({
      ...record,
      html: t.String({ description: 'what follows the title, as safe HTML' }),
      before: orNull(link),
      after: orNull(link),
      supersededBy: orNull(link),
    }),
    problems: [404],
  }),
}
