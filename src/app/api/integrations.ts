import { failureModes } from '../../contracts/index.ts'
import { t } from '../../core/schema.ts'
import { count, endpoint, id, object, orNull, time } from './endpoint.ts'

const counts = {
  read: count(),
  landed: count(),
  duplicate: count(),
  filtered: count(),
  quarantined: count(),
}

const integration = {
  contract: t.String(),
  version: t.String(),
  system: t.String({ description: 'the name of the system that promises' }),
  owner: t.String(),
  means: orNull(t.String()),
  builtIn: t.Boolean({ description: 'Linchpin tells itself something under it' }),
  promise: orNull(t.String({ description: 'how soon something new must come in, as `24h`' })),
  freshness: t.Object({
    state: t.Enum(['fresh', 'late', 'never', 'no-promise']),
    lastAt: orNull(time()),
    dueAt: orNull(time()),
  }),
  totals: t.Object(counts),
  held: count('records in the quarantine at this moment'),
  open: count('exceptions at the desk'),
  days: t.Array(t.Object({ day: t.String({ format: 'date' }), ...counts }), {
    description: 'of the last 30 days (UTC) those on which something came',
  }),
  sources: t.Array(
    t.Object({
      name: t.String(),
      door: t.Enum(['collector', 'file']),
      path: orNull(t.String()),
      format: orNull(t.Enum(['csv', 'jsonl'])),
      every: orNull(t.String()),
      lastReadAt: orNull(time()),
      reading: orNull(id()),
      retry: orNull(
        t.Object({
          mode: t.Enum(failureModes),
          attempt: count('which retry comes next'),
          times: count('how many the contract declares'),
          at: time(),
          since: time(),
          run: id(),
        }),
      ),
      pausedBy: orNull(
        t.Integer({
          description: 'the exception that must be resolved before it is read by itself again',
        }),
      ),
    }),
  ),
}

/** A runbook to be read: its text, or what keeps it from being read. */
export const runbook = {
  path: t.String({ description: 'from the folder of the workspace' }),
  html: orNull(t.String({ description: 'safe HTML; null where it cannot be read' })),
  problem: orNull(t.String({ description: 'why it cannot be read' })),
}

export const integrationEndpoints = {
  listIntegrations: endpoint({
    method: 'GET',
    path: '/api/integrations',
    summary: 'The systems, what each promises, and how it keeps that',
    answer: t.Object({
      at: time(),
      systems: t.Array(
        t.Object({
          name: t.String(),
          title: t.String(),
          contracts: t.Array(t.Object(integration)),
        }),
      ),
    }),
  }),
  showIntegration: endpoint({
    method: 'GET',
    path: '/api/integrations/:contract',
    summary: 'One contract whole: what is promised, what happens when it is not kept, how it fares',
    params: object({ contract: t.String() }),
    answer: t.Object({
      ...integration,
      at: time(),
      systemTitle: t.String(),
      keep: t.Enum(['latest', 'first']),
      runbook: orNull(t.String()),
      decision: orNull(t.String()),
      call: orNull(
        t.Object({
          timeout: t.String(),
          budget: t.Optional(t.Object({ calls: t.Number(), per: t.String() })),
        }),
      ),
      payload: t.Unknown({ description: 'the JSON Schema of its records' }),
      paths: t.Array(
        t.Object({
          mode: t.Enum(failureModes),
          face: orNull(t.Enum(['added', 'removed', 'changed'])),
          path: t.Enum(['retry', 'quarantine', 'fallback', 'pause', 'review', 'ignore']),
          words: t.String(),
        }),
      ),
      columns: t.Array(
        t.Object({
          source: t.String(),
          seenAt: time(),
          seen: t.Array(t.String(), {
            description: 'the columns of the files that were read last',
          }),
          added: t.Array(t.String(), { description: 'those that the contract does not name' }),
          absent: t.Array(t.String(), { description: 'those that it names and the files lack' }),
        }),
      ),
    }),
    problems: [404],
  }),
  showRunbook: endpoint({
    method: 'GET',
    path: '/api/integrations/:contract/runbook',
    summary: 'The runbook that a contract names, to be read',
    params: object({ contract: t.String() }),
    answer: t.Object(runbook),
    problems: [404],
  }),
}
