import { failureModes } from '../../contracts/index.ts'
import { t } from '../../core/schema.ts'
import { count, endpoint, id, object, orNull, time, words } from './endpoint.ts'

const mode = t.Enum(failureModes)
const state = t.Enum(['open', 'resolved'])
const params = object({ id: id() })

const entry = {
  id: id(),
  mode,
  contract: orNull(t.String()),
  title: t.String(),
  route: t.String(),
  owner: t.String(),
  state,
  occurrences: count(),
  firstAt: time(),
  lastAt: time(),
  dueAt: time(),
  escalatedAt: orNull(time()),
  resolvedAt: orNull(time()),
  resolvedBy: orNull(t.String()),
  reason: orNull(t.String()),
}

export const exceptionEndpoints = {
  listExceptions: endpoint({
    method: 'GET',
    path: '/api/exceptions',
    summary: 'The desk: exceptions in the order in which they are due',
    query: object({
      state: t.Optional(state),
      owner: t.Optional(t.String()),
      route: t.Optional(t.String()),
      mode: t.Optional(mode),
      contract: t.Optional(t.String()),
      after: t.Optional(t.String({ description: 'the `next` of the page before' })),
      limit: t.Optional(t.Integer({ minimum: 1, maximum: 500 })),
    }),
    answer: t.Object({ exceptions: t.Array(t.Object(entry)), next: t.Optional(t.String()) }),
  }),
  showException: endpoint({
    method: 'GET',
    path: '/api/exceptions/:id',
    summary: 'Everything that a person needs to judge an exception',
    params,
    answer: t.Object({
      ...entry,
      held: t.Object({ held: count(), replayed: count(), dismissed: count() }),
      detail: t.Record(t.String(), t.Unknown()),
      history: t.Array(
        t.Object({ id: id(), kind: t.String(), at: time(), by: t.String(), note: t.String() }),
      ),
    }),
    problems: [404],
  }),
  resolveException: endpoint({
    method: 'POST',
    path: '/api/exceptions/:id/resolve',
    summary: 'Takes an exception off the desk, with the reason',
    params,
    body: object({ reason: words('why it needs nothing more') }),
    answer: t.Object({ id: id() }),
    problems: [404, 409],
  }),
  assignException: endpoint({
    method: 'POST',
    path: '/api/exceptions/:id/assign',
    summary: 'Gives an open exception to another owner',
    params,
    body: object({ owner: words('who it is given to') }),
    answer: t.Object({ id: id() }),
    problems: [404, 409],
  }),
  commentException: endpoint({
    method: 'POST',
    path: '/api/exceptions/:id/comments',
    summary: 'Writes a note into the history of an exception',
    params,
    body: object({ note: words('the note') }),
    status: 201,
    answer: t.Object({ id: id() }),
    problems: [404],
  }),
}
