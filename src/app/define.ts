import type { Contract } from '../contracts/define.ts'
import { DefinitionError } from '../core/definition-error.ts'
import type { ExceptionRoute } from '../exceptions/define.ts'
import type { Placement } from '../personalization/define.ts'
import type { ContentCollection } from '../pipeline/execution/define.ts'
import type { Experiment } from '../pipeline/feedback/define.ts'
import type { Source } from '../pipeline/ingestion/define.ts'
import type { Report } from '../pipeline/intelligence/define.ts'

export type {
  ExampleEvent,
  ExampleFile,
  ExampleHistory,
  ExampleModule,
  ExampleVisit,
} from './example/define.ts'

/** What a workspace is made of. Systems and metrics come in with what names them. */
export interface WorkspaceSpec {
  readonly name: string
  /** How the screens write numbers, money and dates, as a BCP 47 tag: `'de-DE'`. Default: `'en-GB'`. */
  readonly locale?: string
  readonly contracts?: readonly Contract[]
  readonly sources?: readonly Source[]
  readonly routes?: readonly ExceptionRoute[]
  readonly reports?: readonly Report[]
  readonly content?: readonly ContentCollection[]
  readonly placements?: readonly Placement[]
  readonly experiments?: readonly Experiment[]
  /**
   * A module of made-up records that `linchpin start` sends in through the doors, from the workspace's
   * folder: `'./example/history.ts'`. It exports what `ExampleModule` asks for.
   */
  readonly example?: string
}

/** A workspace whose parts fit together. */
export interface Workspace extends Required<Omit<WorkspaceSpec, 'example'>> {
  readonly kind: 'workspace'
  readonly example?: string
}

/**
 * Puts the workspace together: the default export of `linchpin.config.ts`. The contracts of sources
 * need not be listed again.
 * @throws DefinitionError that names what does not fit
 */
export function defineWorkspace(spec: WorkspaceSpec): Workspace {
  const where = `defineWorkspace '${spec?.name}'`
  if (!spec.name) throw new DefinitionError(where, 'name', 'write a name')
  const { locale = 'en-GB' } = spec
  checkLocale(where, locale)
  const given = spec.sources ?? []
  const mentioned = [...(spec.contracts ?? []), ...given.map(({ contract }) => contract)]
  checkContracts(where, mentioned)
  const contracts = readTextOfCsv(mentioned, given)
  const sources = given.map((source) => ({
    ...source,
    contract: contracts.find(({ name }) => name === source.contract.name)!,
  }))
  const workspace: Workspace = {
    routes: [],
    reports: [],
    content: [],
    placements: [],
    experiments: [],
    ...spec,
    kind: 'workspace',
    locale,
    sources,
    contracts,
  }
  for (const part of [
    'sources',
    'routes',
    'reports',
    'content',
    'placements',
    'experiments',
  ] as const) {
    const names = workspace[part].map(({ name }) => name)
    const twice = names.find((name, n) => names.indexOf(name) !== n)
    if (twice) throw new DefinitionError(where, part, `two are named '${twice}'; rename one`)
  }
  checkExperiments(where, workspace)
  return workspace
}

function checkLocale(where: string, locale: string): void {
  try {
    if (Intl.NumberFormat.supportedLocalesOf(locale).length > 0) return
  } catch {
    // It is not even written as a tag is.
  }
  throw new DefinitionError(where, 'locale', `'${locale}' is no language tag; write 'en-GB'`)
}

/** An experiment compares the variants of a placement that there is, and is the only one to. */
function checkExperiments(
  where: string,
  { experiments, placements }: Pick<Workspace, 'experiments' | 'placements'>,
): void {
  for (const [n, { name, placement, control }] of experiments.entries()) {
    const rival = experiments.slice(0, n).find((each) => each.placement === placement)
    if (rival) {
      throw new DefinitionError(
        where,
        'experiments',
        `'${rival.name}' and '${name}' both compare the variants of '${placement}'; end one first`,
      )
    }
    const found = placements.find((each) => each.name === placement)
    if (!found) {
      throw new DefinitionError(where, 'experiments', `'${name}' names no placement '${placement}'`)
    }
    if (!found.variants.some((each) => each.name === control)) {
      throw new DefinitionError(
        where,
        'experiments',
        `'${name}': '${placement}' has no '${control}'`,
      )
    }
  }
}

/** A contract may be listed and be a source's, too; but two that differ must not share a name. */
function checkContracts(where: string, contracts: readonly Contract[]): void {
  for (const { name, becomes, payload } of contracts) {
    if (name.startsWith('linchpin.')) {
      const instead = `'${name}': names that start with linchpin. are our own; choose another`
      throw new DefinitionError(where, 'contracts', instead)
    }
    const other = contracts.find(
      (each) => each.name === name && (each.becomes !== becomes || each.payload !== payload),
    )
    if (other) throw new DefinitionError(where, 'contracts', `two are named '${name}'; rename one`)
  }
}

/**
 * Each contract once. The cells of a CSV file are text, so a contract that one feeds reads text, even
 * where it says nothing about how: whatever else feeds it, and whoever judges or maps its signals later.
 */
function readTextOfCsv(mentioned: readonly Contract[], sources: readonly Source[]): Contract[] {
  const ofCsv = new Set(
    sources
      .filter(({ from }) => from.door === 'file' && from.format === 'csv')
      .map(({ contract }) => contract.name),
  )
  const byName = new Map(mentioned.map((each) => [each.name, each]))
  return [...byName.values()].map((contract) =>
    contract.text || !ofCsv.has(contract.name) ? contract : { ...contract, text: {} },
  )
}
