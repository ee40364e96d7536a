import { useQuery } from '@tanstack/react-query'
import { query } from '../app/index.ts'
import { Drawer } from '../ui/drawer.tsx'
import { ErrorState } from '../ui/error-state.tsx'
import { RunbookText } from '../ui/runbook-text.tsx'
import { Skeleton } from '../ui/skeleton.tsx'

/** What to do when a contract is not kept, as its owner wrote it down. */
export function RunbookDrawer(props: { readonly contract: string; readonly onClose: () => void }) {
  const { contract, onClose } = props
  const runbook = useQuery(query('showRunbook', { params: { contract } }))
  const { data: it } = runbook
  return (
    <Drawer
      open
      wide
      onClose={onClose}
      title={`Runbook of ${contract}`}
      about={it && <code className="font-mono break-all">{it.path}</code>}
    >
      {it ? (
        <RunbookText {...it} />
      ) : runbook.error ? (
        <ErrorState
          error={runbook.error}
          what="The runbook could not be read"
          safe="The file is as it was."
          onRetry={() => void runbook.refetch()}
          retrying={runbook.isFetching}
        />
      ) : (
        <Skeleton label="The runbook is being read" lines={10} />
      )}
    </Drawer>
  )
}
