import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const contract = (fields: string) => `
import { defineContract, defineSystem, defineWorkspace, standardPaths, t } from 'linchpin'

const crm = defineSystem({ name: 'crm' })
const deals = defineContract({
  name: 'crm.deals',
  from: crm,
  owner: 'revops',
  payload: t.Object({ id: t.String(), version: t.String() }),
  key: (deal) => deal.id,
  becomes: () => [],
  ${fields}
})
export default defineWorkspace({ name: 'small', contracts: [deals] })
`
const sound = `version: '1.0.0', failures: standardPaths({ owner: 'revops' }),`

const failing = (change: string) =>
  `version: '1.0.0',\n  failures: { ...standardPaths({ owner: 'revops' }), ${change} },`
const withImports = (more: string, text: string) =>
  text.replace('standardPaths, t }', `standardPaths, t, ${more} }`)
const source = (fields: string) =>
  withImports('csv, defineSource', contract(sound)).replace(
    'contracts: [deals]',
    `sources: [\n    defineSource({ name: 'deals', contract: deals, ${fields} }),\n  ]`,
  )

/** What is used only when something fails or is due, so that a run of it may come much later. */
const wrongValues: Record<string, Record<string, string>> = {
  'a due time that is none': {
    'linchpin.config.ts': withImports(
      'quarantine',
      contract(failing(`late: quarantine({ due: '2 days' })`)),
    ),
  },
  'a due time that is none after the retries of one face of drift': {
    'linchpin.config.ts': withImports(
      'ignore, retry, review',
      contract(
        failing(
          `drift: {\n    added: ignore('harmless'), removed: review(),\n    changed: retry({ times: 1, otherwise: review({ due: 'soon' }) }),\n  }`,
        ),
      ),
    ),
  },
  'a retry without a number': {
    'linchpin.config.ts': withImports(
      'retry, review',
      contract(failing(`timeout: retry({ times: '5', otherwise: review() })`)),
    ),
  },
  'a retry that waits for no length of time': {
    'linchpin.config.ts': withImports(
      'retry, review',
      contract(failing(`timeout: retry({ times: 5, cap: 'a minute', otherwise: review() })`)),
    ),
  },
  'a retry with a retry behind it': {
    'linchpin.config.ts': withImports(
      'retry, review',
      contract(
        failing(
          `timeout: retry({ times: 5, otherwise: retry({ times: 5, otherwise: review() }) })`,
        ),
      ),
    ),
  },
  'a path that there is not': {
    'linchpin.config.ts': contract(failing(`late: { path: 'postpone' }`)),
  },
  'a failure that is ignored without a reason': {
    'linchpin.config.ts': withImports('ignore', contract(failing(`late: ignore('')`))),
  },
  'a budget of no calls': {
    'linchpin.config.ts': contract(
      `${sound}\n  call: {\n    timeout: '5s',\n    budget: { calls: 0, per: 'day' },\n  },`,
    ),
  },
  'a source that is read every now and then': {
    'linchpin.config.ts': source(`from: csv('exports'), every: 'hourly'`),
  },
  'a source without a path': { 'linchpin.config.ts': source(`from: csv('')`) },
  'a source with a separator that is none': {
    'linchpin.config.ts': source(`from: csv('exports', { delimiter: '' })`),
  },
  'a route for a failure mode that there is not': {
    'linchpin.config.ts': `import { defineExceptionRoute } from 'linchpin'\nexport default defineExceptionRoute({ name: 'web', owner: 'web', due: '1d', modes: ['slow'] })\n`,
  },
}

/** Workspaces that people get wrong, each a set of files. */
const cases: Record<string, Record<string, string>> = {
  'nothing wrong': { 'linchpin.config.ts': contract(sound) },
  'no config': { 'README.md': '' },
  'a field with a wrong value': {
    'linchpin.config.ts': contract(`${sound}\n  fresh: {\n    within: '1 hour',\n  },`),
  },
  'a field that is missing': {
    'linchpin.config.ts': contract(`failures: standardPaths({ owner: 'revops' }),`),
  },
  'a failure mode without a path': {
    'linchpin.config.ts': contract(
      `version: '1.0.0',\n  failures: { ...standardPaths({ owner: 'revops' }), late: undefined },`,
    ),
  },
  'a type error that no run can see': {
    'linchpin.config.ts': contract(`${sound}\n  filter: (deal) => deal.stage,`),
  },
  'a fault in a file that the config imports': {
    'linchpin.config.ts': `import { crm } from './systems/crm.ts'\nexport default crm\n`,
    'systems/crm.ts': `import { defineSystem } from 'linchpin'\n\nexport const crm = defineSystem({\n  name: 'My CRM',\n})\n`,
  },
  'a syntax error': { 'linchpin.config.ts': `const name = {\n  a: 1\n  b: 2\n}\n` },
  'an enum': { 'linchpin.config.ts': `enum Stage { Won, Lost }\nexport default Stage\n` },
  'an import without its ending': {
    'linchpin.config.ts': `import { deals } from './deals'\nexport default deals\n`,
    'deals.ts': `export const deals = 1\n`,
  },
  'an import of nothing': {
    'linchpin.config.ts': `// first line\nimport { deals } from './contracts/deals.ts'\nexport default deals\n`,
  },
  'an import of a package that is not installed': {
    'linchpin.config.ts': `import { z } from 'not-installed-here'\nexport default z\n`,
  },
  'an import of a name that linchpin does not have': {
    'linchpin.config.ts': `import { defineWorkspac } from 'linchpin'\nexport default defineWorkspac({})\n`,
  },
  'no default export': {
    'linchpin.config.ts': contract(sound).replace('export default', 'export const mine ='),
  },
  'a default export that is no workspace': { 'linchpin.config.ts': `export default { a: 1 }\n` },
  'an error of its own': {
    'linchpin.config.ts': `const token = process.env.TOKEN_THAT_IS_NOT_SET\nexport default token.trim()\n`,
  },
  'a CommonJS package above it': {
    'package.json': `{ "type": "commonjs" }`,
    'linchpin.config.ts': contract(sound),
  },
  ...wrongValues,
}

interface Outcome {
  loaded: string
  types: string
}

let folder: string
let outcomes: Record<string, Outcome>

/** TypeScript looks at no types where it cannot read a file, so such a one is not among the others. */
const unread = 'a syntax error'
const folderOf = (name: string): string =>
  join(folder, name === unread ? 'unread' : 'read', String(Object.keys(cases).indexOf(name)))

// Loaded by Node itself, as the command does; a test runner resolves imports by rules of its own. The
// types of all are checked in one go, which takes as long as those of one.
const program = `
  const folders = JSON.parse(process.argv[1])
  const untyped = ${JSON.stringify(['no config', ...Object.keys(wrongValues)])}
  const here = ${JSON.stringify(import.meta.dirname)}
  const { loadWorkspace } = await import(here + '/load-workspace.ts')
  const { checkTypes } = await import(here + '/check-types.ts')
  const { printFinding } = await import(here + '/print-finding.ts')
  const print = (findings, folder) => findings.map((each) => printFinding(each, folder)).join('\\n')
  const { dirname } = await import('node:path')
  const places = new Set(Object.values(folders).map((folder) => dirname(folder)))
  const faults = (await Promise.all([...places].map(checkTypes))).flat()
  const outcomes = {}
  for (const [name, folder] of Object.entries(folders)) {
    const its = faults.filter(({ file }) => file.startsWith(folder + '/'))
    const types = untyped.includes(name) ? '' : print(its, folder)
    try {
      const { workspace } = await loadWorkspace(folder)
      outcomes[name] = { loaded: 'loads: ' + workspace.name, types }
    } catch (error) {
      outcomes[name] = { loaded: print(error.findings, folder), types }
    }
  }
  process.stdout.write(JSON.stringify(outcomes))
`

beforeAll(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'linchpin-load-')))
  for (const [name, files] of Object.entries(cases)) {
    for (const [path, text] of Object.entries(files)) {
      await mkdir(dirname(join(folderOf(name), path)), { recursive: true })
      await writeFile(join(folderOf(name), path), text)
    }
  }
  const { stdout } = await promisify(execFile)(process.execPath, [
    '--input-type=module',
    '--eval',
    program,
    JSON.stringify(Object.fromEntries(Object.keys(cases).map((name) => [name, folderOf(name)]))),
  ])
  outcomes = JSON.parse(stdout) as Record<string, Outcome>
})
afterAll(() => rm(folder, { recursive: true, force: true }))

describe('loading a workspace', () => {
  test('names the file, the line and what to write instead', async () => {
    const text = Object.entries(outcomes).map(
      ([name, { loaded, types }]) =>
        `## ${name}\n${loaded}\n${types ? `-- types:\n${types}\n` : ''}`,
    )
    await expect(text.join('\n')).toMatchFileSnapshot('load-workspace.golden.txt')
  })

  test('needs no install and no package.json of the right type', () => {
    expect(outcomes['nothing wrong']?.loaded).toBe('loads: small')
    expect(outcomes['a CommonJS package above it']?.loaded).toBe('loads: small')
  })

  test('the type check finds nothing wrong with a good one', () => {
    expect(outcomes['nothing wrong']?.types).toBe('')
  })
})
