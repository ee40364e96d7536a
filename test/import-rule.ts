/**
 * Who may import whom: a folder of `src/`, and the folders it may reach into. Every folder may import
 * itself. ARCHITECTURE.md prints this table; this is where it is kept.
 */
export const mayImport: Readonly<Record<string, readonly string[]>> = {
  core: [],
  edge: ['core'],
  platform: ['core'],
  accounts: ['core', 'platform'],
  contracts: ['core', 'platform'],
  decisions: ['core', 'contracts', 'platform'],
  exceptions: ['core', 'contracts', 'platform'],
  reliability: ['core', 'contracts', 'platform', 'exceptions'],
  'pipeline/ingestion': ['core', 'contracts', 'exceptions', 'platform'],
  'pipeline/processing': ['core', 'contracts', 'exceptions', 'platform', 'pipeline/ingestion'],
  'pipeline/intelligence': ['core', 'contracts', 'exceptions', 'platform', 'pipeline/processing'],
  'pipeline/execution': ['core', 'contracts', 'exceptions', 'platform', 'pipeline/intelligence'],
  'pipeline/feedback': [
    'core',
    'contracts',
    'exceptions',
    'platform',
    'pipeline/execution',
    'pipeline/intelligence',
    'pipeline/processing',
    'pipeline/ingestion',
  ],
  personalization: ['core', 'contracts', 'exceptions', 'platform', 'pipeline/intelligence', 'edge'],
  systems: ['core', 'contracts', 'pipeline/ingestion', 'pipeline/processing', 'pipeline/execution'],
  testing: ['core', 'contracts', 'platform', 'systems'],
  app: [
    'accounts',
    'core',
    'contracts',
    'decisions',
    'edge',
    'exceptions',
    'personalization',
    'pipeline/execution',
    'pipeline/feedback',
    'pipeline/ingestion',
    'pipeline/intelligence',
    'pipeline/processing',
    'platform',
    'reliability',
    'systems',
  ],
}

/** Folders whose files may be imported one by one; all others are entered by `index.ts` or the pure `define.ts`. */
export const openFolders: readonly string[] = ['core', 'platform']
