import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { chmod } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'

const config = `
import { collector, defineReport, defineSource, defineSystem, defineWorkspace, websiteEvents } from 'linchpin'

export default defineWorkspace({
  name: 'drill',
  sources: [
    defineSource({
      name: 'website',
      contract: websiteEvents({ system: defineSystem({ name: 'website' }), owner: 'web' }),
      from: collector(),
    }),
  ],
  reports: [
    defineReport({
      name: 'goals',
      title: 'Every goal, by its id',
      columns: [
        { name: 'id', title: 'Id', form: 'text' },
        { name: 'times', title: 'Times', form: 'count' },
      ],
      rows: (query) => query\`select id, count(*) as times from goal group by id\`,
    }),
  ],
})
`

/** A workspace that takes events and can list what became of each. Removed after the test. */
export async function drillWorkspace(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'linchpin-drill-'))
  // PostgreSQL may run as a user of its own, who must be let in.
  await chmod(folder, 0o755)
  await writeFile(join(folder, 'linchpin.config.ts'), config)
  onTestFinished(() => rm(folder, { recursive: true, force: true, maxRetries: 3 }))
  return folder
}
