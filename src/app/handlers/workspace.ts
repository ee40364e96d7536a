import { may } from '../../accounts/define.ts'
import { readRecords } from '../../decisions/index.ts'
import type { workspaceEndpoints } from '../api/workspace.ts'
import type { AppContext } from '../context.ts'
import { checkExample } from '../load-workspace/check-example.ts'
import { checkRecords } from '../load-workspace/check-records.ts'
import type { Handlers } from '../server/handlers.ts'
import { shownPath } from '../shown-path.ts'

interface Member {
  readonly name: string
  readonly title: string | null
  readonly version: string | null
  readonly of: string | null
}

/** What the workspace defines, over HTTP. */
export function workspaceHandlers(
  context: Pick<AppContext, 'workspace' | 'folder'>,
): Pick<Handlers, keyof typeof workspaceEndpoints> {
  const { workspace, folder } = context
  return {
    async showWorkspace(_, { standing }) {
      const [records, ...found] = await Promise.all([
        readRecords(folder),
        checkRecords(folder, workspace),
        checkExample(folder, workspace),
      ])
      const manages = standing !== undefined && may(standing, 'manage', 'workspace')
      return {
        name: workspace.name,
        // Where things lie on the machine is of use to who may go there.
        folder: manages ? folder : null,
        parts: [
          ...partsOf(context),
          {
            kind: 'decisions' as const,
            members: records.map(({ id, title }) => member({ name: id, title })),
          },
        ],
        findings: found.flat().map(({ file, line, message }) => ({
          file: shownPath(folder, file),
          line: line ?? null,
          message: message.replaceAll(folder, '.'),
        })),
      }
    },
  }
}

function partsOf({ workspace }: Pick<AppContext, 'workspace'>) {
  const { contracts, sources, routes, content, placements, experiments, reports } = workspace
  const systems = contracts.map(({ from, name }) => member({ ...from, of: name }))
  const metrics = experiments.map(({ metric, name }) => member({ name: metric.name, of: name }))
  return [
    { kind: 'systems' as const, members: each(systems) },
    { kind: 'contracts' as const, members: contracts.map(member) },
    {
      kind: 'sources' as const,
      members: sources.map(({ name, contract }) => member({ name, of: contract.name })),
    },
    { kind: 'routes' as const, members: routes.map(({ name }) => member({ name })) },
    { kind: 'content' as const, members: content.map(member) },
    { kind: 'placements' as const, members: placements.map(({ name }) => member({ name })) },
    { kind: 'experiments' as const, members: experiments.map(({ name }) => member({ name })) },
    { kind: 'metrics' as const, members: each(metrics) },
    { kind: 'reports' as const, members: reports.map(member) },
  ]
}

const member = (of: { name: string; title?: string; version?: string; of?: string }): Member => ({
  name: of.name,
  title: of.title ?? null,
  version: of.version ?? null,
  of: of.of ?? null,
})

/** What comes in with more than one thing is there once. */
const each = (members: readonly Member[]): Member[] =>
  [...new Map(members.toReversed().map((one) => [one.name, one])).values()].toReversed()
