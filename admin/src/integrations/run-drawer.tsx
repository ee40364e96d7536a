import { Button } from '../ui/button.tsx'
import { Drawer } from '../ui/drawer.tsx'
import { formatMany, formatMoment } from '../ui/format.ts'
import { Accounted } from './accounted.tsx'
import { Equation } from './equation.tsx'
import { RecoveryText } from './recovery-text.tsx'
import type { Run } from './types.ts'
import { useContractSearch } from './use-contract-search.ts'

const stateText = {
  running: 'It is going on',
  done: 'Everything was read',
  failed: 'Not every file could be read',
} as const

const atDesk = 'it is at the desk as well'
const taken: Readonly<Record<Run['problems'][number]['path'], string>> = {
  retry: 'it is tried again, and nobody is asked yet',
  ignore: 'the contract does without it, and nobody is asked',
  pause: `${atDesk}, and the source stands still until it is resolved there`,
  quarantine: atDesk,
  review: atDesk,
  fallback: atDesk,
}

/** One reading of a source, whole. */
export function RunDrawer({ run, onClose }: { readonly run: Run; readonly onClose: () => void }) {
  const { change } = useContractSearch()
  return (
    <Drawer
      open
      onClose={onClose}
      title={stateText[run.state]}
      about={`Run ${run.id} of ${run.source}`}
    >
      <div className="flex flex-col gap-5">
        <p className="text-pretty text-muted">
          <Equation counts={run} />. <Accounted counts={run} />.
        </p>
        <dl className="grid grid-cols-[6rem_minmax(0,1fr)] gap-x-4 gap-y-2">
          <dt className="text-muted">Started</dt>
          <dd>{formatMoment(run.startedAt)}</dd>
          <dt className="text-muted">Ended</dt>
          <dd>{run.finishedAt ? formatMoment(run.finishedAt) : 'not yet'}</dd>
        </dl>
        <RecoveryText of={run.recovery} />
        {run.problems.length > 0 && (
          <section>
            <h3 className="mb-2 font-semibold">
              {formatMany(run.problems.length, 'file')} could not be read
            </h3>
            <ul className="flex flex-col gap-3">
              {run.problems.map(({ file, mode, message, path }) => (
                <li key={`${file} ${message}`} className="border-t border-line pt-3">
                  <p className="font-medium break-words">{file}</p>
                  <p className="text-pretty break-words">{message}</p>
                  <p className="text-sm text-muted">
                    {mode}; {taken[path]}
                  </p>
                </li>
              ))}
            </ul>
          </section>
        )}
        {run.quarantined > 0 && (
          <p>
            <Button onClick={() => change({ tab: 'held', run: undefined })}>
              Show the quarantine
            </Button>
          </p>
        )}
      </div>
    </Drawer>
  )
}
