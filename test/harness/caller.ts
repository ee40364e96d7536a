import type { Caller } from '../../src/app/server/handlers.ts'

/** Somebody who calls a handler in a test, as a key that may write would. */
export const callerNamed = (name: string): Caller => ({
  name,
  actor: { kind: 'key', id: '1', name },
  standing: 'key that writes',
  visit: { address: 'unknown', agent: '', cookie: '' },
  cookies: [],
})
