import { problem, type Problem } from '../../platform/problem.ts'
import type { Knock } from './authenticate.ts'

/**
 * Refuses what another site makes a browser send (cross-site request forgery). A browser says where a
 * request comes from; a program that brings its own token needs not, since no site can make it send one.
 *
 * @param ownOrigin of the address that people were told, where that is not the one we listen at
 */
export function refuseForeign(
  { method, url, header }: Knock,
  ownOrigin?: string,
): Problem | undefined {
  if (method === 'GET' || header('authorization') !== undefined) return undefined
  const site = header('sec-fetch-site')
  const origin = header('origin')
  if (site !== undefined && site !== 'same-origin') return foreign(site)
  // A proxy before us may name itself to us, and not the host that the browser sees.
  const isOwn = origin === ownOrigin || hostOf(origin) === (header('host') ?? new URL(url).host)
  if (origin !== undefined && !isOwn) return foreign(origin)
  if (header('cookie') === undefined) return undefined
  // A cookie without either comes from no browser that we know.
  if (site === undefined && origin === undefined) {
    return foreign('nowhere: it says neither Origin nor Sec-Fetch-Site')
  }
  const type = header('content-type') ?? ''
  if (method === 'POST' && !/^application\/(json|octet-stream)\b/i.test(type)) {
    const detail = 'send `content-type: application/json`, which no form of another site can'
    return problem(400, 'Invalid request', detail, { at: 'content-type' })
  }
  return undefined
}

const foreign = (from: string): Problem =>
  problem(403, 'Foreign request', `this request comes from ${from}; use Linchpin’s own screens`)

function hostOf(origin = ''): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined
}
