import { useQuery } from '@tanstack/react-query'
import { query, useLive, type Answer } from '../app/index.ts'
import { Age } from '../ui/age.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { formatBytes, formatCount, formatWord, none } from '../ui/format.ts'
import { Mark } from '../ui/mark.tsx'
import { ReadPanel } from './read-panel.tsx'
import { SettingsPage } from './settings-page.tsx'

type Engine = Answer<'listEngines'>['engines'][number]
type Figure = Engine['figures'][number]

/** The engines that Linchpin runs on, and how each is at this moment. */
export function EnginesScreen() {
  useLive(['facts'], ['listEngines'])
  // The edge and the jobs tell the stream nothing of themselves.
  const read = useQuery({ ...query('listEngines'), refetchInterval: 5_000 })
  return (
    <SettingsPage
      title={titleOf(read.data?.engines)}
      about="What Linchpin runs on, asked anew every few seconds."
    >
      <ReadPanel label="The engines" read={read}>
        {({ engines }) =>
          engines.length === 0 ? (
            <EmptyState title="No engine is known">Start Linchpin anew.</EmptyState>
          ) : (
            <ul>
              {engines.map((engine) => (
                <EngineRow key={engine.name} engine={engine} />
              ))}
            </ul>
          )
        }
      </ReadPanel>
    </SettingsPage>
  )
}

const findings = {
  postgresql: { waiting: 'PostgreSQL is nearly full', away: 'PostgreSQL does not answer' },
  warehouse: { waiting: 'The warehouse does not serve yet', away: 'The warehouse does not open' },
  jobs: { waiting: 'The jobs have not begun yet', away: 'The jobs stand still' },
  edge: { waiting: 'The edge is not ready yet', away: 'The edge does not answer' },
} as const

function titleOf(engines: readonly Engine[] | undefined): string {
  if (!engines) return 'The engines'
  const unwell = engines.filter(({ health }) => health !== 'well')
  if (unwell.length === 0) return `All ${formatWord(engines.length).toLowerCase()} engines run`
  const [{ name, health }, ...more] = unwell as [Engine, ...Engine[]]
  if (more.length > 0) return `${formatWord(unwell.length)} engines need a look`
  return findings[name][health === 'away' ? 'away' : 'waiting']
}

const EngineRow = ({ engine: { title, health, says, figures } }: { readonly engine: Engine }) => (
  <li className="grid gap-x-8 gap-y-3 border-b border-line px-5 py-4 last:border-0 md:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]">
    <div className="min-w-0">
      <h2 className="flex items-center gap-2 font-medium">
        {title}
        {health === 'away' && <Mark tone="bad" word="is away" />}
        {health === 'waiting' && <Mark tone="warn" word="is not ready" />}
      </h2>
      <p className="max-w-prose text-sm break-words text-muted">{says}</p>
    </div>
    {figures.length > 0 && (
      <dl className="text-sm tabular-nums">
        {figures.map((figure) => (
          <div key={figure.name} className="flex justify-between gap-4 py-0.5">
            <dt className="text-muted">{figure.name}</dt>
            <dd className="text-end">
              <FigureValue figure={figure} />
            </dd>
          </div>
        ))}
      </dl>
    )}
  </li>
)

function FigureValue({ figure: { value, unit } }: { readonly figure: Figure }) {
  if (unit === 'time') return <Age at={value} />
  if (value === null) return none
  if (typeof value === 'string') return value
  if (unit === 'bytes') return formatBytes(value)
  return unit === 'ms' ? `${formatCount(value)} ms` : formatCount(value)
}
