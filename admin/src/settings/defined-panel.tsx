import { Link } from '@tanstack/react-router'
import type { Answer } from '../app/index.ts'
import { EmptyState } from '../ui/empty-state.tsx'
import { formatCount } from '../ui/format.ts'
import { Panel } from '../ui/panel.tsx'

type Workspace = Answer<'showWorkspace'>
type Part = Workspace['parts'][number]
type Member = Part['members'][number]

const kinds: Readonly<Record<Part['kind'], string>> = {
  systems: 'Systems',
  contracts: 'Contracts',
  sources: 'Sources',
  routes: 'Exception routes',
  content: 'Content',
  placements: 'Placements',
  experiments: 'Experiments',
  metrics: 'Metrics',
  reports: 'Reports of its own',
  decisions: 'Decisions',
}

/** What the workspace defines: how many of each kind, and each with the way to its screen. */
export function DefinedPanel({ of: { parts } }: { readonly of: Workspace }) {
  const isEmpty = parts.every(({ members }) => members.length === 0)
  return (
    <Panel title="What it defines" flush>
      {isEmpty ? (
        <EmptyState title="This workspace defines nothing yet" command="linchpin init">
          Systems, contracts and sources are written in linchpin.config.ts. A folder that has none
          yet is given one that shows how.
        </EmptyState>
      ) : (
        <dl className="border-t border-line">
          {parts.map(({ kind, members }) => (
            <div
              key={kind}
              className="grid gap-x-4 gap-y-1 border-b border-line px-5 py-2.5 last:border-0 sm:grid-cols-[11rem_minmax(0,1fr)]"
            >
              <dt>
                {kinds[kind]}{' '}
                <span className="text-muted tabular-nums">{formatCount(members.length)}</span>
              </dt>
              <dd className="min-w-0">
                {members.length === 0 ? (
                  <span className="text-muted">None</span>
                ) : (
                  <ul className="flex flex-wrap gap-x-4 gap-y-1">
                    {members.map((member) => (
                      <li key={member.name} className="break-words">
                        <MemberLink kind={kind} member={member} />
                        {member.version && (
                          <span className="ml-1.5 text-sm text-muted">{member.version}</span>
                        )}
                      </li>
                    ))}
                  </ul>
                )}
              </dd>
            </div>
          ))}
        </dl>
      )}
    </Panel>
  )
}

const linkClass = 'text-accent underline-offset-2 hover:underline'

/** The way to the screen of what was defined; a metric is seen in its experiment, a route at the desk. */
function MemberLink(props: { readonly kind: Part['kind']; readonly member: Member }) {
  const { kind, member } = props
  const { name, title, of } = member
  const text = title ?? name
  const link = (to: string, params: Record<string, string> = {}) => (
    <Link to={to} params={params} className={linkClass}>
      {text}
    </Link>
  )
  switch (kind) {
    case 'systems':
    case 'sources':
      return link('/integrations/$contract', { contract: of ?? name })
    case 'contracts':
      return link('/integrations/$contract', { contract: name })
    case 'routes':
      return link('/desk')
    case 'content':
      return link('/content')
    case 'placements':
      return link('/placements/$name', { name })
    case 'experiments':
      return link('/experiments/$name', { name })
    case 'metrics':
      return link('/experiments/$name', { name: of ?? name })
    case 'reports':
      return link('/reports/$name', { name })
    case 'decisions':
      return link('/decisions/$id', { id: name })
  }
}

/** What `linchpin check` finds in the files of the workspace. */
export function FindingsPanel({ of: { findings } }: { readonly of: Workspace }) {
  if (findings.length === 0) return null
  return (
    <Panel title="What is wrong with its files" aside="as linchpin check says it" flush>
      <ul className="border-t border-line">
        {findings.map(({ file, line, message }) => (
          <li key={`${file} ${message}`} className="border-b border-line px-5 py-2.5 last:border-0">
            <p className="text-pretty">{message}</p>
            <code className="font-mono text-sm break-all text-muted">
              {line === null ? file : `${file}:${line}`}
            </code>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
