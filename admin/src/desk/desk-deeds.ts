import { call, problemOf } from '../app/index.ts'
import { formatMany } from '../ui/format.ts'
import { toast } from '../ui/toast.ts'
import { focusBack } from '../ui/use-focus-back.ts'
import { deedTitle } from './deed-words.ts'
import { inParts, type Outcome } from './in-parts.ts'
import { refreshDesk, takeFromLists } from './use-desk-list.ts'

/** An exception that something is done to, as far as that must be known. */
export interface Target {
  readonly id: number
  readonly title: string
  readonly owner: string
}

const idsOf = (targets: readonly Target[]): number[] => targets.map(({ id }) => id)

/** Does it, tells what became of it, and has the screens read anew, also when it failed. */
async function tell(
  deed: () => Promise<Outcome>,
  {
    done: words,
    onUndo,
  }: { done: (count: number) => string; onUndo?: (done: readonly number[]) => void },
): Promise<boolean> {
  const before = document.activeElement
  const { done, refused, failed } = await deed()
  const about = failed
    ? problemOf(failed.error).detail
    : refused.length > 0
      ? notDone(refused)
      : undefined
  const { unknown = 0, undone = 0 } = failed ?? {}
  toast({
    title: deedTitle({ done: done.length, unknown, undone }, words),
    ...(about ? { about, tone: 'bad' as const } : {}),
    ...(onUndo && done.length > 0 ? { onUndo: () => onUndo(done) } : {}),
  })
  await refreshDesk()
  // What was pressed may have gone: "Put back" with the exception, "Undo" with its toast.
  focusBack(before)
  return failed === undefined
}

const notDone = (refused: Outcome['refused']): string =>
  refused.length === 1
    ? refused[0]!.detail
    : `${refused.length} were not done; the first: ${refused[0]!.detail}`

/** Takes exceptions off the desk, with the reason. It can be undone. */
export function resolve(targets: readonly Target[], reason: string): Promise<boolean> {
  const ids = idsOf(targets)
  takeFromLists(ids)
  return tell(
    () => inParts(ids, (part) => call('resolveExceptions', { body: { ids: part, reason } })),
    {
      done: (count) => `${formatMany(count, 'exception')} resolved`,
      onUndo: (done) => void reopen(done),
    },
  )
}

/** Puts exceptions back on the desk. */
export const reopen = (ids: readonly number[]): Promise<boolean> =>
  tell(() => inParts(ids, (part) => call('reopenExceptions', { body: { ids: part } })), {
    done: (count) => `${formatMany(count, 'exception')} back on the desk`,
  })

/** Gives exceptions to another owner. Undone, each goes back to whom it was taken from. */
export const assign = (targets: readonly Target[], owner: string): Promise<boolean> =>
  tell(
    () =>
      inParts(idsOf(targets), (part) => call('assignExceptions', { body: { ids: part, owner } })),
    {
      done: (count) => `${formatMany(count, 'exception')} given to ${owner}`,
      onUndo: (done) => void giveBack(targets.filter(({ id }) => done.includes(id))),
    },
  )

async function giveBack(targets: readonly Target[]): Promise<void> {
  for (const [owner, theirs] of Map.groupBy(targets, (each) => each.owner)) {
    await tell(
      () =>
        inParts(idsOf(theirs), (part) => call('assignExceptions', { body: { ids: part, owner } })),
      { done: (count) => `${formatMany(count, 'exception')} given back to ${owner}` },
    )
  }
}

/** Writes a note into the history of one exception. */
export const comment = (id: number, note: string): Promise<boolean> =>
  tell(
    () =>
      inParts([id], async () => {
        await call('commentException', { params: { id }, body: { note } })
        return { done: [id], refused: [] }
      }),
    { done: () => 'Comment added' },
  )
