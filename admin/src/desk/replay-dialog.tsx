import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { failureTitle, problemOf, useMay } from '../app/index.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { ErrorState } from '../ui/error-state.tsx'
import { formatCount, formatMany } from '../ui/format.ts'
import { Skeleton } from '../ui/skeleton.tsx'
import { toast } from '../ui/toast.ts'
import { focusBack } from '../ui/use-focus-back.ts'
import { dryRun, replayAll, type DryRun, type Reason, type Which } from './replay-many.ts'
import { dryRunWords, replayWords } from './replay-words.ts'
import { refreshDesk } from './use-desk-list.ts'

/** Says first what a replay would do with these held records, then does it. */
export function ReplayDialog(props: {
  readonly title: string
  readonly of: readonly Which[]
  readonly onClose: () => void
  readonly onDone: () => void
}) {
  const { title, of: all, onClose, onDone } = props
  const mayOperate = useMay('operate')
  const trial = useQuery({
    queryKey: ['dry-run', all],
    queryFn: ({ signal }) => dryRun(all, signal),
    staleTime: 0,
    gcTime: 0,
  })
  const [busy, setBusy] = useState(false)
  const replay = async (): Promise<void> => {
    setBusy(true)
    const before = document.activeElement
    try {
      const done = await replayAll(all)
      const still = done.stayed + done.heldAgain
      toast({
        title: replayWords(done),
        about: resolvedWords(done.resolved.length, still),
      })
      onDone()
    } catch (error) {
      toast({ ...failureWords(error, all.length), tone: 'bad' })
    } finally {
      setBusy(false)
      await refreshDesk()
      focusBack(before)
    }
  }
  const going = trial.data ? trial.data.land + trial.data.filter : 0
  return (
    <Dialog
      open
      onClose={onClose}
      title={title}
      about="Held records go through the door again, under the contract of today. This is a dry run: nothing has been written yet."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            tone="main"
            busy={busy || trial.isFetching}
            disabled={going === 0 || !mayOperate}
            title={whyNot(mayOperate, trial.data !== undefined && going === 0)}
            onClick={() => void replay()}
          >
            {going > 0 ? `Replay ${formatMany(going, 'record')}` : 'Replay'}
          </Button>
        </>
      }
    >
      {trial.error ? (
        <div className="-mx-5">
          <ErrorState
            error={trial.error}
            what="The dry run could not be done"
            onRetry={() => void trial.refetch()}
            retrying={trial.isFetching}
          />
        </div>
      ) : trial.data ? (
        <Found run={trial.data} />
      ) : (
        <Skeleton lines={3} label="The dry run is being done" />
      )}
    </Dialog>
  )
}

function failureWords(error: unknown, asked: number) {
  const problem = problemOf(error)
  const { detail } = problem
  if (asked === 1) return { title: failureTitle(problem, 'Nothing was replayed'), about: detail }
  return {
    title: 'The replay was cut off',
    about: `${detail} What had landed until then has landed; replay again for the rest.`,
  }
}

function whyNot(mayOperate: boolean, isInVain: boolean): string | undefined {
  if (!mayOperate) return 'Your role reads; an operator replays'
  return isInVain ? 'Nothing would land' : undefined
}

function resolvedWords(resolved: number, still: number): string | undefined {
  if (resolved > 0) {
    return `${resolved === 1 ? 'The exception is' : `${formatCount(resolved)} exceptions are`} resolved: nothing is held any more.`
  }
  return still > 0 ? 'What is still held has the reason of today beside it.' : undefined
}

function Found({ run }: { readonly run: DryRun }) {
  return (
    <div className="flex flex-col gap-3">
      <p className="text-lg font-semibold" role="status">
        {dryRunWords(run)}
      </p>
      {run.stay > 0 && run.land + run.filter === 0 && (
        <p className="text-pretty">
          Nothing would change yet. Mend the records at their sender, or the contract, and replay
          then.
        </p>
      )}
      <Reasons title="Why they would be filtered" of={run.whyFiltered} />
      <Reasons
        title={run.land + run.filter > 0 ? 'Why some would stay' : 'Why they would stay'}
        of={run.reasons}
      />
    </div>
  )
}

function Reasons({ title, of }: { readonly title: string; readonly of: readonly Reason[] }) {
  if (of.length === 0) return null
  return (
    <div>
      <p className="text-sm text-muted">{title}</p>
      <ul className="mt-1 flex flex-col gap-1">
        {of.map(({ words, count }) => (
          <li key={words} className="flex gap-2">
            <span className="w-8 shrink-0 text-right text-muted">{formatCount(count)}</span>
            <span className="min-w-0 break-words">{words}</span>
          </li>
        ))}
      </ul>
    </div>
  )
}
