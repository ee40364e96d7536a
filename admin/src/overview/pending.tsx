import { Page } from '../ui/page.tsx'
import { Panel } from '../ui/panel.tsx'
import { Skeleton } from '../ui/skeleton.tsx'
import { Loop } from './loop.tsx'

/** The overview in its final size while it is read. */
export function OverviewPending() {
  return (
    <Page
      title="Overview"
      about={<Skeleton className="h-5 w-80 max-w-full" label="The overview is being read" />}
      aside="Last 24 hours"
    >
      <Loop topics="reading" />
      <div className="grid gap-5 lg:grid-cols-[minmax(0,1.08fr)_minmax(0,1fr)]">
        {['Needs a person', 'Topics that drive pipeline'].map((title) => (
          <Panel key={title} flush title={title}>
            <div className="flex flex-col gap-6 border-t border-line px-5 py-4">
              {Array.from({ length: 4 }, (_, at) => (
                <Skeleton key={at} lines={2} />
              ))}
            </div>
          </Panel>
        ))}
      </div>
    </Page>
  )
}
