import { vi } from 'vitest'

/** Waits for something that comes when it comes: long, so that a busy machine fails no test. */
export const until = (isSo: () => unknown, timeout = 15_000): Promise<unknown> =>
  vi.waitUntil(isSo, { timeout, interval: 25 })
