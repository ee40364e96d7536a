import type { TestProject } from 'vitest/node'
import { roles, signIn, type Cookie, type Role } from './sign-in.ts'
import { openStack, type Addresses } from './stack.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The example company, which all browser tests share. */
    stack: Addresses
    /** Somebody of each role, signed in there. */
    people: Record<Role, Cookie[]>
  }
}

/** Starts the example company once for the whole run. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { stop, ...addresses } = await openStack()
  const people = {} as Record<Role, Cookie[]>
  for (const role of roles) people[role] = await signIn(role, addresses)
  project.provide('stack', addresses)
  project.provide('people', people)
  return stop
}
