const longestWaitMs = 5_000

/**
 * Fetches code ahead of its use, once the browser has nothing better to do: what must work while the
 * app is away is there by then. Where it fails, whoever needs the code asks for it again.
 */
export function whenIdle(fetchCode: () => Promise<unknown>): void {
  const run = (): void => void fetchCode().catch(() => {})
  // Safari has no word for it.
  if ('requestIdleCallback' in window) requestIdleCallback(run, { timeout: longestWaitMs })
  else setTimeout(run, longestWaitMs)
}
