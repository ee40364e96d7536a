import { join } from 'node:path'
import { openDoors } from '../../src/app/example/doors.ts'
import { beginning, loadExample } from '../../src/app/example/load-example.ts'
import { exampleState, type Progress } from '../../src/app/example/state.ts'
import type { ExampleModule } from '../../src/app/define.ts'
import { createClient } from '../../src/app/client/client.ts'
import { findRunning } from '../../src/app/client/find-running.ts'
import { stateFolderOf } from '../../src/app/load-workspace/load-workspace.ts'

/** Where the example company lies. Copy it before it is started: it writes into `imports/` and `.linchpin/`. */
export const acmeFolder = join(import.meta.dirname, '../../examples/acme')

/** What stands in the example whatever its scale, for tests to name. */
export const acme = {
  contracts: {
    website: 'web.events',
    companies: 'crm.companies',
    contacts: 'crm.contacts',
    deals: 'crm.deals',
    invoices: 'billing.invoices',
    adSpend: 'ads.spend',
    webinars: 'cms.webinars',
  },
  /** Sources of files, each a folder of `imports/` of the same name. */
  fileSources: [
    'crm-companies',
    'crm-contacts',
    'crm-deals',
    'billing-invoices',
    'ads-spend',
    'cms-webinars',
  ],
  collection: 'blog',
  posts: 40,
  /** As `topic-pipeline` names them; data residency earns most. */
  topics: [
    'data-residency',
    'migration-guides',
    'compliance-audits',
    'pricing-models',
    'zero-trust',
    'incident-response',
    'engineering-notes',
    'company-news',
  ],
  placements: { hero: ['calm', 'proof'], 'pricing-cta': ['talk', 'annual', 'plain'] },
  /** The first has a true effect (at full scale `proof` is better than `calm`), the second has none. */
  experiments: ['hero-headline', 'pricing-cta-wording'],
  owners: ['RevOps', 'Finance', 'Growth', 'Content', 'Web', 'Integrations'],
  /** What stands open at the desk after loading: contract, field and owner; all are violations. */
  exceptions: [
    { contract: 'crm.deals', field: 'amount', owner: 'RevOps' },
    { contract: 'crm.contacts', field: 'email', owner: 'RevOps' },
    { contract: 'ads.spend', field: 'cost', owner: 'Integrations' },
    { contract: 'web.events', field: 'event', owner: 'Web' },
  ],
  ownReport: 'sales-cycle',
} as const

export interface LoadAcmeOptions {
  /** The folder of a copy of the workspace, which runs: `linchpin start --empty`. */
  readonly workspace: string
  readonly edgeUrl: string
  /** From 0 to 1; 0.1 takes a few seconds. */
  readonly scale: number
  readonly until?: Date
  readonly signal?: AbortSignal
}

/** Loads the example company through the doors. It does not go on living: figures stay as they are. */
export async function loadAcme({
  workspace,
  edgeUrl,
  scale,
  until = new Date(),
  signal = new AbortController().signal,
}: LoadAcmeOptions): Promise<Progress> {
  const stateFolder = stateFolderOf(workspace)
  const running = await findRunning(stateFolder)
  if (!running) throw new Error(`Linchpin does not run for ${workspace}`)
  const client = createClient(fetch, {
    base: running.url,
    token: running.token,
    close: async () => {},
  })
  const state = exampleState(stateFolder)
  const doors = await openDoors({ client, edgeUrl, signal, ...state })
  const module = (await import('../../examples/acme/example/history.ts')) as ExampleModule
  const before = (await state.progress.read()) ?? beginning(until, scale)
  return loadExample(doors, {
    folder: workspace,
    module,
    before,
    signal,
    save: (progress) => state.progress.write(progress),
  })
}
