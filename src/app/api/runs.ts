import { failureModes } from '../../contracts/index.ts'
import { t } from '../../core/schema.ts'
import { count, endpoint, id, object, orNull, time } from './endpoint.ts'

const problem = t.Object({
  file: t.String(),
  mode: t.Enum(failureModes),
  message: t.String(),
  path: t.Enum(['retry', 'quarantine', 'fallback', 'pause', 'review', 'ignore'], {
    description:
      '`retry`: it is tried again; `ignore`: nobody is asked; any other: it is at the desk',
  }),
})
const recovery = orNull(
  t.Object(
    {
      outcome: t.Enum(['again', 'spent', 'over']),
      mode: t.Enum(failureModes),
      attempt: count('of `again` the retry that comes, of the others the last that was made'),
      times: count('how many the contract declares'),
      since: time(),
      at: orNull(time()),
    },
    { description: 'what the reading has to do with retries' },
  ),
)
const counts = {
  read: count(),
  landed: count(),
  duplicate: count(),
  filtered: count(),
  quarantined: count(),
}

export const pull = t.Object({
  id: id(),
  source: t.String(),
  state: t.Enum(['waiting', 'running', 'done', 'failed']),
  progress: t.Optional(
    t.Object({
      source: t.String(),
      file: t.String(),
      done: count('bytes read'),
      total: count('bytes of the file'),
      records: count(),
    }),
  ),
  result: t.Optional(
    t.Object({
      ...counts,
      run: id(),
      source: t.String(),
      contract: t.String(),
      state: t.Enum(['done', 'failed']),
      files: count(),
      unchanged: count(),
      unfinished: t.Array(t.String()),
      problems: t.Array(problem),
      recovery,
      pausedBy: orNull(
        t.Integer({
          description: 'the exception that must be resolved before it is read by itself again',
        }),
      ),
    }),
  ),
  error: t.Optional(t.String()),
})

export const runEndpoints = {
  startPull: endpoint({
    method: 'POST',
    path: '/api/sources/:name/pull',
    summary:
      'Starts to read what is new in a source of files, or joins the reading that is under way',
    params: object({ name: t.String() }),
    query: object({
      again: t.Optional(
        t.Boolean({ description: 'reads all files from their start, also those that were read' }),
      ),
    }),
    status: 202,
    answer: pull,
    problems: [404, 409],
  }),
  showPull: endpoint({
    method: 'GET',
    path: '/api/pulls/:id',
    summary: 'How far a reading is that this process was asked for',
    params: object({ id: id() }),
    answer: pull,
    problems: [404],
  }),
  listRuns: endpoint({
    method: 'GET',
    path: '/api/runs',
    summary:
      'The readings of sources, the latest first; read = landed + duplicate + filtered + quarantined',
    query: object({
      source: t.Optional(t.String()),
      contract: t.Optional(t.String()),
      eventful: t.Optional(
        t.Boolean({ description: 'leaves out those that ended well and found nothing new' }),
      ),
      after: t.Optional(id()),
      limit: t.Optional(t.Integer({ minimum: 1, maximum: 500 })),
    }),
    answer: t.Object({
      runs: t.Array(
        t.Object({
          ...counts,
          id: id(),
          source: t.String(),
          contract: t.String(),
          state: t.Enum(['running', 'done', 'failed']),
          startedAt: time(),
          finishedAt: orNull(time()),
          problems: t.Array(problem),
          recovery,
        }),
      ),
      next: t.Optional(id()),
    }),
  }),
}
