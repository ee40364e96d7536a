import type { IncomingMessage } from 'node:http'

/** What the SDKs of browsers ask to send. A name that is missing here ends every retry of theirs. */
const allowed = [
  'authorization',
  'content-type',
  'x-retry-count',
  'anonymousid',
  'sentat',
  'rsa-retry-attempt',
  'rsa-retry-reason',
  'rsa-since-first-attempt',
  'rsa-since-last-attempt',
].join(', ')

/** The headers that let a page on any site read the answer: a write key is public and no cookie counts. */
export function crossOrigin(request: IncomingMessage): Record<string, string> {
  const { origin } = request.headers
  return origin === undefined
    ? {}
    : {
        'access-control-allow-origin': origin,
        'access-control-expose-headers': 'retry-after, x-ratelimit-reset',
        vary: 'origin',
      }
}

/** The answer's headers for a browser that asks before it sends. */
export const preflight = (request: IncomingMessage): Record<string, string> => ({
  ...crossOrigin(request),
  'access-control-allow-methods': 'GET, POST, OPTIONS',
  'access-control-allow-headers': allowed,
  'access-control-max-age': '86400',
})
