import { failureModes } from '../../contracts/index.ts'
import { t } from '../../core/schema.ts'
import { count, endpoint, id, object, orNull, time, words } from './endpoint.ts'
import { runbook } from './integrations.ts'

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

const ids = t.Array(id(), { minItems: 1, maxItems: 500 })
const settled = t.Object({
  done: t.Array(id()),
  refused: t.Array(t.Object({ id: id(), detail: t.String() })),
})

const counted = t.Array(t.Object({ name: t.String(), open: count(), overdue: count() }))

export const exceptionEndpoints = {
  countExceptions: endpoint({
    method: 'GET',
    path: '/api/desk',
    summary: 'How much is open at the desk, by owner, failure mode and contract',
    answer: t.Object({
      open: count(),
      overdue: count(),
      owners: t.Array(t.Object({ name: t.String(), open: count(), overdue: count() }), {
        description: 'everybody who may be given something, also who has nothing open',
      }),
      modes: counted,
      contracts: counted,
    }),
  }),
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
      overdue: t.Optional(t.Boolean({ description: 'only what should have been dealt with' })),
      search: t.Optional(
        t.String({
          maxLength: 200,
          description: 'words that all stand in its number, title, contract, failure mode or owner',
        }),
      ),
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
      suggestion: orNull(
        t.Object({ action: t.Enum(['replay', 'read', 'resolve']), words: t.String() }),
      ),
      declared: orNull(t.String({ description: 'the path that the contract declares, in words' })),
      next: t.Array(t.Object({ at: orNull(time()), words: t.String() }), {
        description: 'what happens by itself, in the order in which it happens',
      }),
      source: orNull(t.String({ description: 'the source to read again' })),
      runbook: orNull(t.Object(runbook)),
      decision: orNull(
        t.Object({
          reference: t.String(),
          id: orNull(t.String({ description: 'null where there is no such record' })),
          title: orNull(t.String()),
        }),
      ),
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
    answer: t.Object({
      id: id(),
      held: count('records that stay held back under it'),
    }),
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
  reopenException: endpoint({
    method: 'POST',
    path: '/api/exceptions/:id/reopen',
    summary: 'Puts an exception that was resolved too soon back on the desk',
    params,
    answer: t.Object({ id: id() }),
    problems: [404, 409],
  }),
  resolveExceptions: endpoint({
    method: 'POST',
    path: '/api/exceptions/resolve',
    summary: 'Takes a selection off the desk, with one reason; each stands by itself',
    body: object({ ids, reason: words('why they need nothing more') }),
    answer: settled,
  }),
  assignExceptions: endpoint({
    method: 'POST',
    path: '/api/exceptions/assign',
    summary: 'Gives a selection to another owner; each stands by itself',
    body: object({ ids, owner: words('who they are given to') }),
    answer: settled,
  }),
  reopenExceptions: endpoint({
    method: 'POST',
    path: '/api/exceptions/reopen',
    summary: 'Puts a selection that was resolved too soon back on the desk',
    body: object({ ids }),
    answer: settled,
  }),
}
