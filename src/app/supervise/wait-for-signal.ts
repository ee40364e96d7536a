/**
 * Waits until somebody asks this process to end: SIGTERM, SIGINT (Ctrl-C) or SIGHUP (the terminal
 * was closed). Further signals change nothing; ending has its own deadlines.
 */
export function waitForSignal(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, resolve)
  })
}
