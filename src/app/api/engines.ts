import { t } from '../../core/schema.ts'
import { endpoint, orNull } from './endpoint.ts'

export const engineEndpoints = {
  listEngines: endpoint({
    method: 'GET',
    path: '/api/engines',
    summary:
      'The engines that Linchpin runs on, how each is, and what to do about one that is away',
    answer: t.Object({
      engines: t.Array(
        t.Object({
          name: t.Enum(['postgresql', 'warehouse', 'jobs', 'edge']),
          title: t.String(),
          health: t.Enum(['well', 'waiting', 'away'], {
            description: '`waiting`: it answers, and does not do all of its work yet',
          }),
          says: t.String({ description: 'how it is, and what to do where that is not well' }),
          figures: t.Array(
            t.Object({
              name: t.String(),
              value: orNull(t.Union([t.Number(), t.String()])),
              unit: t.Optional(
                t.Enum(['bytes', 'ms', 'time'], {
                  description: 'what the value is in; `time`: ISO 8601',
                }),
              ),
            }),
          ),
        }),
      ),
    }),
  }),
}
