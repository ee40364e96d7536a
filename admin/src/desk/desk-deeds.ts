import { call, problemOf } from '../app/index.ts'
import { formatMany } from '../ui/format.ts'
import { toast } from '../ui/toast.ts'
import { refreshDesk, takeFromLists } from './use-desk-list.ts'

/** An exception that something is done to, as far as that must be known. */
export interface Target {
  readonly id: number
  readonly title: string
  readonly owner: string
}

interface Settled {
  readonly done: readonly number[]
  readonly refused: readonly { readonly detail: string }[]
}

const idsOf = (targets: readonly Target[]): number[] => targets.map(({ id }) => id)

/** The API takes a selection in parts. */
const mostAtOnce = 500

async function inParts(
  ids: readonly number[],
  settle: (part: number[]) => Promise<Settled>,
): Promise<Settled> {
  const parts: Settled[] = []
  for (let at = 0; at < ids.length; at += mostAtOnce) {
    parts.push(await settle(ids.slice(at, at + mostAtOnce)))
  }
  return { done: parts.flatMap(({ done }) => done), refused: parts.flatMap((each) => each.refused) }
}

/** Does it, tells what became of it, and has the screens read anew, also when it failed. */
async function tell(
  deed: () => Promise<Settled>,
  {
    done: words,
    onUndo,
  }: { done: (count: number) => string; onUndo?: (done: readonly number[]) => void },
): Promise<boolean> {
  try {
    const { done, refused } = await deed()
    const left = refused.length > 0 ? notDone(refused) : undefined
    toast({
      title: done.length > 0 ? words(done.length) : 'Nothing was done',
      ...(left ? { about: left, tone: 'bad' as const } : {}),
      ...(onUndo && done.length > 0 ? { onUndo: () => onUndo(done) } : {}),
    })
    return true
  } catch (error) {
    toast({ title: 'It was not done', about: problemOf(error).detail, tone: 'bad' })
    return false
  } finally {
    await refreshDesk()
  }
}

const notDone = (refused: Settled['refused']): string =>
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
    async () => {
      await call('commentException', { params: { id }, body: { note } })
      return { done: [id], refused: [] }
    },
    { done: () => 'Comment added' },
  )
