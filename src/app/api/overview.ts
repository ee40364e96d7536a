import { t } from '../../core/schema.ts'
import { count, endpoint, orNull, time } from './endpoint.ts'

/** A correction of an earlier hour may weigh more than what the hour itself brought. */
const change = () => t.Integer()

export const overviewEndpoints = {
  showOverview: endpoint({
    method: 'GET',
    path: '/api/overview',
    summary: 'The loop at a glance: what each of its stages did in the last 24 hours',
    answer: t.Object({
      at: time(),
      since: time(),
      ingestion: t.Object({
        read: change(),
        landed: change(),
        duplicate: change(),
        filtered: change(),
        quarantined: change(),
        difference: t.Integer({ description: 'read less all of these; anything but 0 is a fault' }),
        systems: count('how many the workspace is connected to'),
        late: count('contracts that do not keep their freshness promise'),
        held: count('records in the quarantine at this moment'),
        ever: t.Boolean({ description: 'whether anything ever came in' }),
      }),
      checked: t.Object(
        {
          at: time(),
          difference: t.Integer({
            description: 'what was ever read, less what the tables of the door hold of it',
          }),
        },
        { description: 'the newest count of the tables themselves' },
      ),
      processing: t.Object({
        state: t.Enum(['standby', 'opening', 'serving', 'failed']),
        reason: orNull(t.String()),
        facts: orNull(count()),
        waiting: orNull(count('positions that the facts are behind the last signal')),
      }),
      execution: t.Object({
        readable: count('entries that readers get at this moment'),
        changed: count('publications and withdrawals of the last 24 hours'),
      }),
      feedback: t.Object({
        running: orNull(count('experiments that deal arms to people at this moment')),
        exposures: orNull(count()),
        goals: orNull(count()),
        delayMs: orNull(
          t.Number({ description: 'median, from what was shown on a page to the reports' }),
        ),
      }),
      desk: t.Object({ open: count(), overdue: count() }),
    }),
  }),
}
