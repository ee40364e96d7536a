import { api, type Api, type Given } from '../../src/app/api.ts'
import type { Role } from '../../src/accounts/define.ts'

type Send = (path: string, init: RequestInit) => Response | Promise<Response>

export interface Heard {
  readonly status: number
  // A test says by what it expects of it.
  // oxlint-disable-next-line typescript/no-explicit-any
  readonly body: any
  readonly headers: Headers
}

/** Somebody at a browser: keeps the cookies that it is given, and says where its requests come from. */
export interface Visitor {
  ask<Name extends keyof Api>(
    name: Name,
    given?: Given<Name>,
    headers?: Readonly<Record<string, string>>,
  ): Promise<Heard>
  /** What the browser sends with a request to the address; that of any of our endpoints by default. */
  readonly cookie: (asked?: string) => string
}

/** What a browser says of a request of our own screens. */
export const browserHeaders = (
  cookie: string,
  origin = 'http://localhost',
): Record<string, string> => ({
  'content-type': 'application/json',
  'sec-fetch-site': 'same-origin',
  origin,
  host: new URL(origin).host,
  ...(cookie ? { cookie } : {}),
})

export function visitor(send: Send, origin = 'http://localhost'): Visitor {
  const jar = new Map<string, { readonly value: string; readonly path: string }>()
  const cookie = (asked = '/api/') =>
    [...jar]
      .filter(([, { path }]) => `${asked}/`.startsWith(path.replace(/\/?$/, '/')))
      .map(([name, { value }]) => `${name}=${value}`)
      .join('; ')
  return {
    cookie,
    async ask(name, given = {}, headers = {}) {
      const { method, path } = api[name]
      const { params = {}, query = {}, body } = given as Record<string, Record<string, unknown>>
      const filled = path.replace(/:(\w+)/g, (_, each: string) => String(params[each]))
      const answer = await send(
        `${filled}?${new URLSearchParams(query as Record<string, string>).toString()}`,
        {
          method,
          headers: { ...browserHeaders(cookie(filled), origin), ...headers },
          ...(method === 'POST' ? { body: JSON.stringify(body ?? {}) } : {}),
        },
      )
      for (const line of answer.headers.getSetCookie()) {
        const [, key, value] = /^([^=]+)=([^;]*)/.exec(line)!
        const path = /; *path=([^;]*)/i.exec(line)?.[1] ?? '/'
        if (value === '' || /max-age=0(?!\d)/i.test(line)) jar.delete(key!)
        else jar.set(key!, { value: value!, path })
      }
      const text = await answer.text()
      return {
        status: answer.status,
        body: text.startsWith('{') ? JSON.parse(text) : text,
        headers: answer.headers,
      }
    },
  }
}

export const passwordFor = (role: string): string => `a long enough phrase of ${role}`

/**
 * Makes a person of a role through the real endpoints, and signs them in.
 * @param token of the command line, or of an owner
 */
export async function personOf(
  send: Send,
  { token, role, origin }: { token: string; role: Role; origin?: string },
  name: string = role,
): Promise<Visitor & { readonly email: string; readonly id: string }> {
  const email = `${name.toLowerCase().replaceAll(' ', '.')}@example.com`
  const operator = visitor(send, origin)
  const invite = await operator.ask(
    'createInvite',
    { body: { email, role } },
    { authorization: `Bearer ${token}` },
  )
  if (invite.status !== 201)
    throw new Error(`no invite for ${email}: ${JSON.stringify(invite.body)}`)
  const them = visitor(send, origin)
  const joined = await them.ask('welcome', {
    body: { token: invite.body.path.split('/').at(-1), name, password: passwordFor(role) },
  })
  if (joined.status !== 201) throw new Error(`${email} cannot join: ${JSON.stringify(joined.body)}`)
  return { ...them, email, id: joined.body.person.id }
}
