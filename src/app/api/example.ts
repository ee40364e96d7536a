import { t } from '../../core/schema.ts'
import { count, endpoint, orNull, time } from './endpoint.ts'

const example = t.Object({
  state: t.Enum(['none', 'loading', 'ready', 'removing', 'removed'], {
    description:
      'none: the workspace has no example, or was started without it. ready: all of it is in the ' +
      'facts, and visits go on happening',
  }),
  step: orNull(t.String({ description: 'what is being done while it loads, in words' })),
  done: count('records that are in'),
  total: count('records that there will be; 0 while that is not known yet'),
  until: orNull(time()),
  readyAt: orNull(time()),
})

export const exampleEndpoints = {
  showExample: endpoint({
    method: 'GET',
    path: '/api/example',
    summary: 'How far the workspace’s example is loaded',
    answer: example,
  }),
  removeExample: endpoint({
    method: 'POST',
    path: '/api/example/remove',
    right: 'manage',
    summary:
      'Stops the example and deletes every record, exception, run and entry of the workspace, so ' +
      'that it is as new; people, keys and the workspace’s own files stay',
    answer: example,
    problems: [409],
  }),
}
