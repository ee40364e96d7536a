import { EmptyState } from '../ui/empty-state.tsx'
import { Panel } from '../ui/panel.tsx'
import { Page } from '../ui/page.tsx'

/** An address that leads nowhere. */
export function NotFound() {
  return (
    <Page title="There is no such page">
      <Panel flush>
        <EmptyState title="Nothing is at this address">
          It may have been removed, or the address may be mistyped.{' '}
          <a href="/" className="underline">
            Go to the overview
          </a>
        </EmptyState>
      </Panel>
    </Page>
  )
}
