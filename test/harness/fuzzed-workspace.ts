import { cp, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { AppContext } from '../../src/app/context.ts'
import type { WorkspaceSpec } from '../../src/app/define.ts'
import { raise } from '../../src/exceptions/index.ts'
import { publishTable, rank } from '../../src/personalization/index.ts'
import { pull } from '../../src/pipeline/ingestion/index.ts'
import { createKey } from '../../src/platform/secrets/index.ts'
import {
  csv,
  defineContent,
  defineContract,
  defineExceptionRoute,
  defineExperiment,
  defineMetric,
  definePlacement,
  defineSource,
  defineSystem,
  money,
  opportunity,
  standardPaths,
  t,
} from '../../src/index.ts'
import type { Known } from './hostile-values.ts'
import { testContext } from './test-context.ts'

const deals = defineContract({
  name: 'crm.deals',
  version: '1.0.0',
  from: defineSystem({ name: 'crm' }),
  owner: 'revops',
  payload: t.Object({ Id: t.String(), Amount: t.Number() }),
  key: ({ Id }) => Id,
  fresh: { within: '1h' },
  failures: standardPaths({ owner: 'revops' }),
  becomes: ({ Id, Amount }) => [opportunity({ id: Id, amount: money(Amount, 'EUR') })],
  decision: '0001',
  runbook: 'runbooks/none.md',
})

/** A workspace that has one of everything. */
const spec: Partial<WorkspaceSpec> = {
  sources: [defineSource({ name: 'deals', contract: deals, from: csv('imports') })],
  routes: [defineExceptionRoute({ name: 'revops', owner: 'revops', due: '4h' })],
  content: [
    defineContent({
      name: 'blog',
      title: 'The blog',
      folder: 'content/blog',
      url: 'https://small.example/blog/:slug',
    }),
  ],
  placements: [
    definePlacement({
      name: 'hero',
      fallback: 'calm',
      variants: [
        { name: 'calm', content: { title: 'Know what brings pipeline' } },
        { name: 'bold', content: { title: 'Twice the pipeline' } },
      ],
      restrictions: [{ regions: ['DE'], variants: ['bold'], because: 'it needs a source there' }],
    }),
  ],
  experiments: [
    defineExperiment({
      name: 'hero-wording',
      placement: 'hero',
      metric: defineMetric({ name: 'trial-rate', goal: 'Trial Started', means: 'Who starts' }),
      control: 'calm',
    }),
  ],
}

/** The context of a workspace in which everything has happened once, to be asked all kinds of things. */
export async function fuzzedContext(): Promise<AppContext> {
  const context = await testContext(spec)
  const { folder, workspace } = context
  const content = join(import.meta.dirname, '../../examples/small/content')
  await cp(content, join(folder, 'content'), { recursive: true })
  await mkdir(join(folder, 'decisions'))
  await writeFile(join(folder, 'decisions/0001-list-prices.md'), '# List prices\n')
  await mkdir(join(folder, 'imports'))
  const bad = Array.from({ length: 200 }, (_, n) => `B${n},\n`).join('')
  await writeFile(join(folder, 'imports/deals.csv'), `Id,Amount\nA,1\n${bad}C,x\n`)
  await pull(context, workspace.sources[0]!)
  for (let n = 0; n < 200; n += 1) {
    await raise(context, { mode: 'stale', owner: 'web', title: `Something stayed away (${n})` })
  }
  for (let n = 0; n < 20; n += 1) {
    await createKey(context, { kind: 'api', name: `key ${n}`, scope: 'read' })
  }
  await publishTable(context, rank(workspace.placements, workspace.experiments))
  return context
}

const names: readonly (readonly [string, readonly string[]])[] = [
  ['/api/reports', ['topic-pipeline', 'channel-pipeline', 'reconciliation', 'experiment-result']],
  ['/api/sources', ['deals']],
  ['/api/placements', ['hero']],
  ['/api/experiments', ['hero-wording']],
  ['/api/contracts', ['crm.deals']],
]
// Of some things there are few, of exceptions and held records many.
const numbers = Array.from({ length: 200 }, (_, n) => (n % 3 === 0 ? 1 : n + 1))

const fields: Readonly<Record<string, readonly (string | number)[]>> = {
  contract: ['crm.deals'],
  source: ['deals'],
  collection: ['blog'],
  slug: ['first-touch', 'why-contracts'],
  of: ['hero-wording'],
  by: ['channel', 'topic'],
  credit: ['linear', 'first', 'last'],
  from: ['2026-01-01'],
  to: ['2027-01-01'],
  lookback: ['30'],
  column: ['pipeline', 'people', 'revenue', 'touches', 'landed', 'units'],
  file: ['deals.csv'],
  scope: ['read', 'write', 'edge'],
  unit: ['anonymous:a1'],
  region: ['DE', 'FR'],
  id: [...numbers, '0001', '1'],
  version: [1, 2],
  expected: [1, 2],
}

/** What exists, by field, for the operations of a path. */
export const knownAt =
  (path: string): Known =>
  (field) =>
    field === 'name'
      ? (names.find(([start]) => path.startsWith(start))?.[1] ?? [])
      : (fields[field] ?? numbers)
