import type { TestProject } from 'vitest/node'
import { openStack, type Addresses } from './stack.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The example company, which all browser tests share. */
    stack: Addresses
  }
}

/** Starts the example company once for the whole run. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { stop, ...addresses } = await openStack()
  project.provide('stack', addresses)
  return stop
}
