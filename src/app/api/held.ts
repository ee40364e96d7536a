import { failureModes } from '../../contracts/index.ts'
import { t } from '../../core/schema.ts'
import { count, endpoint, id, object, orNull, time, words } from './endpoint.ts'

/** Which held records are meant. Those of one exception, one alone, or those of a contract or mode. */
const filter = {
  exception: t.Optional(id()),
  record: t.Optional(id()),
  contract: t.Optional(t.String({ minLength: 1 })),
  mode: t.Optional(t.Enum(failureModes)),
}

const refusal = { mode: t.Enum(failureModes), at: t.String(), reason: t.String() }

const entry = {
  id: id(),
  contract: t.String(),
  ...refusal,
  source: t.String(),
  run: orNull(id()),
  exception: id(),
  receivedAt: time(),
  bytes: count(),
}

export const heldEndpoints = {
  listHeld: endpoint({
    method: 'GET',
    path: '/api/held',
    summary: 'Records that are held back, each with its reason and its beginning',
    query: object({
      ...filter,
      after: t.Optional(id()),
      limit: t.Optional(t.Integer({ minimum: 1, maximum: 500 })),
    }),
    answer: t.Object({
      records: t.Array(
        t.Object({
          ...entry,
          start: t.String({ description: 'its beginning, as text' }),
        }),
      ),
      next: t.Optional(id()),
    }),
  }),
  previewReplay: endpoint({
    method: 'GET',
    path: '/api/held/preview',
    summary: 'What a replay would do with held records; nothing is written',
    query: object(filter),
    answer: t.Object({
      land: count(),
      filter: count(),
      stay: count(),
      records: t.Array(
        t.Object({
          id: id(),
          would: t.Enum(['land', 'filter', 'stay']),
          ...t.Partial(t.Object(refusal)).properties,
        }),
        { description: 'the first 500 of them' },
      ),
    }),
    problems: [409],
  }),
  showHeld: endpoint({
    method: 'GET',
    path: '/api/held/:id',
    summary: 'One record of the quarantine, whole, and what became of it',
    params: object({ id: id() }),
    answer: t.Object({
      ...entry,
      state: t.Enum(['held', 'replayed', 'dismissed']),
      settledAt: orNull(time()),
      settledBy: orNull(t.String()),
      settledReason: orNull(t.String()),
      text: t.String({ description: 'the record as text; bytes that are no UTF-8 show as �' }),
      exact: t.Boolean({
        description: 'whether its bytes are UTF-8, so that the text is all of it',
      }),
    }),
    problems: [404],
  }),
  replay: endpoint({
    method: 'POST',
    path: '/api/held/replay',
    summary: `Puts held records through the door again, under today's contract`,
    body: object(filter),
    answer: t.Object({
      looked: count(),
      replayed: count(),
      landed: count(),
      duplicate: count(),
      filtered: count(),
      heldAgain: count(),
      stayed: count('still held, with the reason of today'),
      resolved: t.Array(id(), { description: 'exceptions that have no held record left' }),
    }),
    problems: [409],
  }),
  dismiss: endpoint({
    method: 'POST',
    path: '/api/held/dismiss',
    summary: 'Leaves held records out for good, with the reason',
    body: object({ ...filter, reason: words('why they are left out') }),
    answer: t.Object({ dismissed: count(), resolved: t.Array(id()) }),
  }),
}
