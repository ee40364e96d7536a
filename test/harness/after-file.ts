const works: (() => unknown)[] = []

/**
 * Has something done once the tests of this file are over, the last that was asked for first. Unlike
 * Vitest's own `afterAll` it may be called from within a hook, which would forget it.
 */
export const afterFile = (work: () => unknown): void => void works.push(work)

/** Does what was asked for. */
export async function endFile(): Promise<void> {
  for (const work of works.splice(0).toReversed()) await work()
}
