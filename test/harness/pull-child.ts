import { defineWorkspace } from '../../src/app/define.ts'
import { defineContract, defineSystem, standardPaths, t } from '../../src/contracts/define.ts'
import { openDatabase } from '../../src/platform/database/index.ts'
import { csv, defineSource } from '../../src/pipeline/ingestion/define.ts'
import { pull } from '../../src/pipeline/ingestion/index.ts'

const leads = defineContract({
  name: 'crm.leads',
  version: '1.0.0',
  from: defineSystem({ name: 'crm' }),
  owner: 'revops',
  payload: t.Object({ id: t.String(), score: t.Integer() }),
  key: ({ id }) => id,
  filter: ({ score }) => (score === 0 ? 'no score' : undefined),
  failures: standardPaths({ owner: 'revops' }),
  becomes: () => [],
})

/** A source of leads: `id,score`, of which those with score 0 are filtered. */
export const leadsSource = defineWorkspace({
  name: 'drill',
  sources: [defineSource({ name: 'leads', contract: leads, from: csv('leads.csv') })],
}).sources[0]!

/** Pulls `leads.csv` of the folder into the database, and tells the parent how far it is. */
async function main(url: string, folder: string): Promise<void> {
  const db = openDatabase({ url, name: 'pull-child' })
  const onProgress = (progress: unknown) => process.send?.({ progress })
  const deps = { db, clock: { now: () => new Date() }, routes: [], folder }
  process.send?.({ result: await pull(deps, leadsSource, { onProgress }) })
  await db.close()
  process.disconnect?.()
}

const [url, folder] = process.argv.slice(2)
if (import.meta.main && url && folder) await main(url, folder)
