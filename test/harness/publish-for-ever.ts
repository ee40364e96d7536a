import { openDatabase } from '../../src/platform/database/index.ts'
import { systemClock } from '../../src/platform/clock.ts'
import { publish, withdraw } from '../../src/pipeline/execution/index.ts'
import { tellPublications } from '../../src/pipeline/feedback/index.ts'

// Publishes and withdraws the entry "a" of "blog" in turn and tells of it, until it is killed.
const db = openDatabase({ url: process.argv[2]!, name: 'publisher' })
const deps = { db, clock: systemClock, routes: [] }
const entry = { collection: 'blog', slug: 'a', by: 'ana' }
for (let n = 0; ; n++) {
  await publish(deps, { ...entry, version: 1 + (n % 2) })
  if (n % 3 === 0) await withdraw(deps, { ...entry, reason: 'a drill' })
  await tellPublications(deps)
  process.stdout.write(`round ${n}\n`)
}
