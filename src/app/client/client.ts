import { setTimeout as sleep } from 'node:timers/promises'
import { api, type AnswerOf, type Api, type Endpoint, type Given } from '../api.ts'
import type { Problem } from '../../platform/problem.ts'
import { BrokenConnection } from './send-over-http.ts'

const patienceMs = 10_000

/** The API as functions, whether the app runs elsewhere or in this process. */
export interface Client {
  /** @throws ApiError with the problem document that came back */
  call<Name extends keyof Api>(name: Name, given?: Given<Name>): Promise<AnswerOf<Api[Name]>>
  close(): Promise<void>
}

/** The API refused; its problem document says why. */
export class ApiError extends Error {
  override name = 'ApiError'
  readonly problem: Problem

  constructor(problem: Problem) {
    super(problem.detail)
    this.problem = problem
  }
}

/** The app went away while it was asked. Whether it did what it was asked is not known. */
export class GoneError extends Error {
  override name = 'GoneError'
  constructor(base: string, cause: unknown) {
    super(
      `the app at ${base} went away while it was asked; what it had done until then stays. Look at what became of it, then run this again`,
      { cause },
    )
  }
}

/**
 * @param send carries a request there and brings the answer back
 * @param base the address of the app
 */
export function createClient(
  send: (request: Request) => Response | Promise<Response>,
  { base, token, close }: { base: string; token: string; close: () => Promise<void> },
): Client {
  return {
    async call(name, given = {}) {
      const endpoint: Endpoint = api[name]
      try {
        const ask = () => send(requestFor(endpoint, given, base, token))
        const answer = await patiently(endpoint, ask)
        if (!answer.ok) throw new ApiError((await answer.json()) as Problem)
        const isJson = endpoint.produces === 'application/json'
        // The server has made it of the same schema.
        return (isJson ? await answer.json() : await answer.text()) as never
      } catch (error) {
        throw error instanceof BrokenConnection ? new GoneError(base, error) : error
      }
    },
    close,
  }
}

/**
 * Asks again for a while when what answers is away: an app that was just started again takes the facts
 * over some seconds later. Only what changes nothing is asked twice.
 */
async function patiently(
  { method }: Endpoint,
  ask: () => Response | Promise<Response>,
): Promise<Response> {
  for (const until = performance.now() + patienceMs; ; await sleep(500)) {
    const answer = await ask()
    if (method !== 'GET' || answer.status !== 503 || performance.now() > until) return answer
    await answer.body?.cancel()
  }
}

function requestFor(
  { method, path }: Endpoint,
  { params = {}, query = {}, body }: { params?: object; query?: object; body?: object },
  base: string,
  token: string,
): Request {
  const filled = path.replace(/:(\w+)/g, (_, name: string) =>
    encodeURIComponent(String((params as Record<string, unknown>)[name])),
  )
  const url = new URL(filled, base)
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) url.searchParams.set(name, String(value))
  }
  return new Request(url, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(method === 'POST' ? { body: JSON.stringify(body ?? {}) } : {}),
  })
}
