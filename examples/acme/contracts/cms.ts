import {
  csv,
  defineContract,
  defineSource,
  email,
  goal,
  person,
  standardPaths,
  t,
  touch,
} from 'linchpin'
import { cms } from '../systems/systems.ts'

/** Who came to a webinar. It is a touch like any other, and a goal for those who stayed. */
const webinars = defineContract({
  name: 'cms.webinars',
  version: '1.0.0',
  from: cms,
  owner: 'content',
  keep: 'first',
  payload: t.Object({
    registration: t.String(),
    email: t.String({ minLength: 3 }),
    webinar: t.String(),
    at: t.String({ format: 'date-time' }),
    minutes: t.Integer({ minimum: 0 }),
  }),
  key: (row) => row.registration,
  filter: (row) => (row.minutes === 0 ? 'registered and did not come' : undefined),
  means: 'Minutes is how long they stayed. Who registered and did not come is left out, counted.',
  failures: standardPaths({ owner: 'content' }),
  becomes: (row) => [
    person({ id: email(row.email), email: row.email }),
    touch({
      person: email(row.email),
      at: row.at,
      channel: 'Webinar',
      source: 'cms',
      campaign: row.webinar,
    }),
    ...(row.minutes >= 30
      ? [goal({ name: 'Webinar Watched', person: email(row.email), at: row.at })]
      : []),
  ],
})

export const webinarsFiles = defineSource({
  name: 'cms-webinars',
  contract: webinars,
  from: csv('imports/cms-webinars'),
  every: '10m',
})
