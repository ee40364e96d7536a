import { Page } from '../ui/page.tsx'
import { Panel } from '../ui/panel.tsx'
import { Skeleton } from '../ui/skeleton.tsx'

/** The list of systems, in its size, while it is read. */
export function ListPending() {
  return (
    <Page title="Integrations" about="What each system promises, and whether it keeps that">
      <Panel flush>
        <div className="flex flex-col gap-6 px-5 py-6">
          <Skeleton label="The integrations are being read" className="h-4 w-40" />
          {Array.from({ length: 6 }, (_, n) => (
            <Skeleton key={n} lines={2} />
          ))}
        </div>
      </Panel>
    </Page>
  )
}

/** One contract, in its size, while it is read. */
export function ContractPending() {
  return (
    <Page
      title="A contract"
      back="Integrations"
      about="What it promises, and whether it keeps that"
    >
      <div className="grid gap-5 lg:grid-cols-2">
        <Panel>
          <Skeleton label="The contract is being read" lines={8} />
        </Panel>
        <Panel>
          <Skeleton lines={8} />
        </Panel>
      </div>
      <Panel>
        <Skeleton lines={10} />
      </Panel>
    </Page>
  )
}
