import { localToken, type Addresses } from './stack.ts'

export type Role = 'owner' | 'operator' | 'editor' | 'viewer'

/** What a browser context is opened with, so that it is signed in. */
export interface Session {
  readonly extraHTTPHeaders: Readonly<Record<string, string>>
}

const keys = new Map<string, Promise<string>>()

/** Signs in with a role, once for a stack: `page` does it by itself. */
export async function signIn(role: Role, stack: Addresses): Promise<Session> {
  const name = `${stack.app} ${role}`
  const key = keys.get(name) ?? createKey(stack, role)
  keys.set(name, key)
  return { extraHTTPHeaders: { authorization: `Bearer ${await key}` } }
}

async function createKey({ app, workspace }: Addresses, role: Role): Promise<string> {
  const response = await fetch(`${app}/api/keys`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${await localToken(workspace)}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify({
      kind: 'api',
      name: `a screen of the ${role}`,
      scope: role === 'viewer' ? 'read' : 'write',
    }),
  })
  if (!response.ok) throw new Error(`no key for the ${role}: ${await response.text()}`)
  return ((await response.json()) as { key: string }).key
}
