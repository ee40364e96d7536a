import type { IncomingMessage, ServerResponse } from 'node:http'
import { forwardExposures } from '../../pipeline/feedback/index.ts'
import type { AcceptDeps } from '../../pipeline/ingestion/index.ts'
import type { Log } from '../../platform/log.ts'
import { problem, type Problem } from '../../platform/problem.ts'
import type { KeyChecker } from '../../platform/secrets/index.ts'
import { readBody } from './read-body.ts'
import type { Door } from './serve-edge.ts'

export interface ExposureDoorDeps extends AcceptDeps {
  readonly keys: Pick<KeyChecker, 'check'>
  readonly log: Log
}

const mostBytes = 1_000_000

/**
 * `POST /edge/v1/exposures`: where edges on other machines (`edge/worker.ts`) send what they showed, as
 * JSON lines, with a write key as user name. Success is answered only when all of it is on disk. The
 * key's scope must be `edge`: the keys that web pages carry are public, and nobody may forge exposures
 * with them.
 */
export function takeExposures(deps: ExposureDoorDeps): Door {
  return (req, res) => {
    if (req.url?.split('?', 1)[0] !== '/edge/v1/exposures') return false
    void take(deps, req)
      .catch((error: unknown) => {
        deps.log.error({ err: error }, 'exposures from another edge could not be taken')
        return problem(503, 'Not taken', 'nothing was kept; send it again shortly')
      })
      .then((refused) => answer(req, res, refused))
    return true
  }
}

async function take(deps: ExposureDoorDeps, req: IncomingMessage): Promise<Problem | undefined> {
  if (req.method !== 'POST') {
    return problem(405, 'Method not allowed', `exposures are sent with POST, not ${req.method}`)
  }
  const [, basic = ''] = /^Basic (.+)$/i.exec(req.headers.authorization ?? '') ?? []
  const [key = ''] = Buffer.from(basic, 'base64').toString().split(':', 1)
  const known = await deps.keys.check('write', key)
  if (known?.scope !== 'edge') {
    return problem(401, 'Unknown write key', 'send a write key that was made with the scope edge')
  }
  const body = await readBody(req, mostBytes)
  if (!body.ok) return problem(413, 'Too large', `send at most ${mostBytes} bytes at once`)
  await forwardExposures(deps, body.value, `edge:${known.name}`)
  return undefined
}

function answer(req: IncomingMessage, res: ServerResponse, refused: Problem | undefined): void {
  res.writeHead(refused?.status ?? 200, {
    'content-type': refused ? 'application/problem+json' : 'application/json',
    'cache-control': 'no-store',
    ...(refused?.status === 405 ? { allow: 'POST' } : {}),
    // What is left unread of a body would be taken for the next request.
    ...(req.complete ? {} : { connection: 'close' }),
  })
  res.end(JSON.stringify(refused ?? { success: true }))
}
