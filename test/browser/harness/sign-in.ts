import { localToken, type Addresses } from './stack.ts'

export const roles = ['owner', 'operator', 'editor', 'viewer'] as const
export type Role = (typeof roles)[number]

/** What the browser of somebody who has signed in holds. */
export interface Cookie {
  readonly name: string
  readonly value: string
  readonly url: string
}

export interface Person {
  readonly role: Role
  readonly name: string
  readonly email: string
  readonly password: string
}

/** Who signs in with a role on every stack. */
export const personOf = (role: Role): Person => ({
  role,
  name: {
    owner: 'Olga Owner',
    operator: 'Otto Operator',
    editor: 'Edda Editor',
    viewer: 'Vito Viewer',
  }[role],
  email: `${role}@acme.example`,
  password: `the ${role} has a long password`,
})

/** Invites a person by the command line of the stack's machine, and accepts; their browser's cookies. */
export async function signUp(
  stack: Addresses,
  { role, name, email, password }: Person,
): Promise<Cookie[]> {
  const authorization = `Bearer ${await localToken(stack.workspace)}`
  const invite = await post(stack, '/api/invites', { email, role }, { authorization })
  const { path } = (await invite.json()) as { path: string }
  const token = path.split('/').at(-1)
  return cookiesOf(stack, await post(stack, '/api/welcome', { token, name, password }))
}

/** Signs in with a role; the first time on a stack, the person is made. */
export async function signIn(role: Role, stack: Addresses): Promise<Cookie[]> {
  const { email, password } = personOf(role)
  const entered = await send(stack, '/api/sign-in', { email, password })
  return entered.ok ? cookiesOf(stack, entered) : signUp(stack, personOf(role))
}

function cookiesOf({ app }: Addresses, response: Response): Cookie[] {
  return response.headers.getSetCookie().map((line) => {
    const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)!
    return { name: name!, value: value!, url: app }
  })
}

const send = (
  { app }: Addresses,
  path: string,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<Response> =>
  fetch(`${app}${path}`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })

async function post(...given: Parameters<typeof send>): Promise<Response> {
  const response = await send(...given)
  if (!response.ok) throw new Error(`${given[1]}: ${response.status} ${await response.text()}`)
  return response
}
