import type { IncomingHttpHeaders } from 'node:http'

/**
 * The write key of a request: the user name of Basic credentials, else `writeKey` of the body, else
 * of the query. Some SDKs put the colon into the name itself.
 */
export function writeKeyOf(
  headers: IncomingHttpHeaders,
  body: unknown,
  query: URLSearchParams,
): string | undefined {
  const basic = /^basic\s+([\w+/=-]+)$/i.exec(headers.authorization?.trim() ?? '')?.[1]
  const name = basic && Buffer.from(basic, 'base64').toString('utf8').split(':')[0]
  const inBody = (body as { writeKey?: unknown } | null | undefined)?.writeKey
  return (
    name ||
    (typeof inBody === 'string' && inBody.replace(/:$/, '')) ||
    query.get('writeKey')?.replace(/:$/, '') ||
    undefined
  )
}
