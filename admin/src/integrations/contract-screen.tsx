import { useSuspenseQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { query, useLive, useMay } from '../app/index.ts'
import { Count } from '../ui/count.tsx'
import { Page } from '../ui/page.tsx'
import { Panel } from '../ui/panel.tsx'
import { Tabs } from '../ui/tabs.tsx'
import { useNow } from '../ui/use-now.ts'
import { ArrivalsPanel } from './arrivals-panel.tsx'
import { ContractActions } from './contract-actions.tsx'
import { FieldsTable } from './fields-table.tsx'
import { HeldPanel } from './held-panel.tsx'
import { PathsList } from './paths-list.tsx'
import { PromisePanel } from './promise-panel.tsx'
import { ReadingPanel } from './reading-panel.tsx'
import { RunbookDrawer } from './runbook-drawer.tsx'
import { RunsPanel } from './runs-panel.tsx'
import type { ContractTab } from './search.ts'
import { SourceState } from './source-state.tsx'
import { UploadDrawer } from './upload-drawer.tsx'
import { useContractName, useContractSearch } from './use-contract-search.ts'
import { findingOf } from './words.ts'

/** One contract: what it promises, whether that is kept, and what came of every record. */
export function ContractScreen() {
  const name = useContractName()
  const { search, change } = useContractSearch()
  const { tab = 'runs', upload, runbook } = search
  useLive(['signals', 'runs', 'desk'], ['showIntegration', 'listRuns', 'listHeld'])
  const { data: it } = useSuspenseQuery(query('showIntegration', { params: { contract: name } }))
  const now = useNow()
  const mayOperate = useMay('operate')
  const uploading = it.sources.find((source) => source.name === upload)
  const choose = (next: ContractTab) =>
    change({ tab: next, record: undefined, run: undefined }, { replace: true })

  return (
    <Page
      title={findingOf(it, now)}
      about={it.means ?? `What ${it.systemTitle} promises about ${it.contract}.`}
      back={
        <Link to="/integrations" className="underline-offset-2 hover:text-ink hover:underline">
          Integrations
        </Link>
      }
      aside={<ContractActions of={it} />}
    >
      {it.sources.map((source) => (
        <SourceState key={source.name} source={source} />
      ))}
      {it.sources.map((source) => (
        <ReadingPanel key={source.name} source={source} />
      ))}
      <div className="grid gap-5 lg:grid-cols-2">
        <PromisePanel of={it} />
        <ArrivalsPanel of={it} />
      </div>
      <Panel flush label="What happened, and what is agreed">
        <Tabs
          label={`About ${it.contract}`}
          value={tab}
          onChoose={choose}
          tabs={[
            { value: 'runs', label: 'Runs', panel: <RunsPanel of={it} /> },
            {
              value: 'held',
              label: 'Quarantine',
              count: <Count value={it.held} />,
              panel: <HeldPanel of={it} />,
            },
            { value: 'paths', label: 'When it fails', panel: <PathsList of={it} /> },
            { value: 'fields', label: 'Fields', panel: <FieldsTable of={it} /> },
          ]}
        />
      </Panel>
      {uploading && mayOperate && (
        <UploadDrawer
          key={uploading.name}
          source={uploading}
          onClose={() => change({ upload: undefined }, { replace: true })}
        />
      )}
      {runbook && it.runbook && (
        <RunbookDrawer
          contract={it.contract}
          onClose={() => change({ runbook: undefined }, { replace: true })}
        />
      )}
    </Page>
  )
}
