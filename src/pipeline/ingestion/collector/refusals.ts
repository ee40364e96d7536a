import { problem, type Problem } from '../../../platform/problem.ts'
import { parsedLimit } from './parsed-bytes.ts'
import { bodyLimit, type BodyTrouble } from './read-body.ts'
import { eventPaths } from './route-of.ts'
import { batchLimit, spreadLimit, type UnpackTrouble } from './unpack-events.ts'

/** Every way in which the collector says no, and what the client is to do about it. */
export const refusals = {
  noSuchPath: (path: string): Problem =>
    problem(404, 'Not found', `there is no ${path}; send events to ${eventPaths.join(', ')}`),
  wrongMethod: (method: string, path: string, allowed: string): Problem =>
    problem(405, 'Method not allowed', `${path} takes ${allowed}, not ${method}`, { allowed }),
  noKey: (): Problem =>
    problem(
      401,
      'Unknown write key',
      'the request has no write key; send one as the user name of Basic credentials, or as ' +
        '"writeKey" in the body or the query',
    ),
  unknownKey: (): Problem =>
    problem(
      401,
      'Unknown write key',
      'the write key is not one of this workspace, or was revoked; make one with ' +
        'linchpin keys create --kind write',
    ),
  noSource: (reason: string): Problem => problem(404, 'No such source', reason),
  notJson: (reason: string, position: number): Problem =>
    problem(400, 'Not JSON', `the body is not JSON: ${reason}; nothing of it was kept`, {
      position,
    }),
  badHost: (): Problem =>
    problem(400, 'No host', 'the request does not say which host it was sent to'),
  busy: (): Problem =>
    problem(429, 'Busy', 'the events could not be written in time; send them again after the wait'),
  ourFault: (): Problem =>
    problem(500, 'Our fault', 'this is a defect of Linchpin; its log says more. Send again later'),
  tooManyParts: (): Problem =>
    problem(
      413,
      'Too many parts',
      'the body has so many objects and lists that it takes more than ' +
        `${parsedLimit} bytes of memory; nothing of it was kept. Send fewer events at a time`,
      { limit: parsedLimit },
    ),
  batch(trouble: UnpackTrouble): Problem {
    switch (trouble.kind) {
      case 'busy':
        return refusals.busy()
      case 'too-many':
        return problem(
          413,
          'Too many events',
          `the batch has ${trouble.events} events; nothing of it was kept. ` +
            `Send at most ${batchLimit} at a time`,
          { limit: batchLimit },
        )
      case 'too-wide':
        return problem(
          413,
          'Batch too large',
          `what the batch says of all of its ${trouble.events} events has ${trouble.bytes} bytes ` +
            `when each is told, and may have ${spreadLimit}; nothing of it was kept. ` +
            'Send fewer events at a time',
          { limit: spreadLimit },
        )
    }
  },
  body(trouble: Exclude<BodyTrouble, { kind: 'busy' | 'gone' }>): Problem {
    switch (trouble.kind) {
      case 'too-large':
        return problem(
          413,
          'Body too large',
          `the body as ${trouble.as} has more than ${bodyLimit} bytes; nothing of it was kept. ` +
            'Send fewer events at a time',
          { limit: bodyLimit, as: trouble.as },
        )
      case 'encoding':
        return problem(
          415,
          'Unknown content encoding',
          `"${trouble.encoding}" cannot be read here; send gzip, deflate, br or none`,
        )
      case 'not-compressed':
        return problem(
          400,
          'Not JSON',
          `the body says that it is ${trouble.encoding} and is not: ${trouble.reason}`,
          { position: 0 },
        )
    }
  },
} as const
