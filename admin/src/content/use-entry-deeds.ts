import { useCallback, useState } from 'react'
import {
  ApiProblem,
  call,
  mayBeDone,
  problemOf,
  query,
  queryClient,
  refresh,
  type Answer,
} from '../app/index.ts'
import { sentence } from '../ui/read-fault.ts'
import { toast } from '../ui/toast.ts'

export type Entry = Answer<'showEntry'>

/** What changes on screen when something is published or withdrawn. */
export const changedByContent = [
  'searchEntries',
  'listTopics',
  'showEntry',
  'listVersions',
  'listEntries',
  'showStatus',
] as const

type Entity = Pick<Entry, 'collection' | 'slug' | 'title'>

const paramsOf = ({ collection, slug }: Entity) => ({ collection, slug })
const keyOf = (entry: Entity) => query('showEntry', { params: paramsOf(entry) }).queryKey

/**
 * Publishes and withdraws. The screen changes at once and goes back when it is refused; each deed can be
 * undone. What the person saw published goes along, so nobody undoes another's work unseen.
 */
export function useEntryDeeds(entry: Entry) {
  const [busy, setBusy] = useState<'publish' | 'withdraw'>()
  const publish = useCallback(
    async (version: number): Promise<boolean> => {
      setBusy('publish')
      const done = await publishVersion(entry, version, entry.published)
      setBusy(undefined)
      if (done) {
        toast({
          title: `Readers get version ${version} now`,
          about: entry.title,
          onUndo: () => void undoPublish(entry, version),
        })
      }
      return done
    },
    [entry],
  )
  const withdraw = useCallback(
    async (reason: string): Promise<boolean> => {
      setBusy('withdraw')
      const was = entry.published
      const done = await withdrawEntry(entry, reason, was)
      setBusy(undefined)
      if (done && was !== null) {
        toast({
          title: 'Withdrawn: readers no longer get it',
          about: entry.title,
          onUndo: () => void publishVersion(entry, was, null),
        })
      }
      return done
    },
    [entry],
  )
  return { publish, withdraw, busy }
}

const undoPublish = (entry: Entry, version: number): Promise<boolean> =>
  entry.published === null
    ? withdrawEntry(entry, 'Its publication was undone.', version)
    : publishVersion(entry, entry.published, version)

const publishVersion = (entry: Entry, version: number, expected: number | null): Promise<boolean> =>
  attempt(entry, { published: version, state: 'published', withdrawnAt: null }, 'published', () =>
    call('publishEntry', { params: paramsOf(entry), body: { version, expected } }),
  )

const withdrawEntry = (entry: Entry, reason: string, expected: number | null): Promise<boolean> =>
  attempt(
    entry,
    { published: null, state: 'withdrawn', withdrawnAt: new Date().toISOString() },
    'withdrawn',
    () => call('withdrawEntry', { params: paramsOf(entry), body: { reason, expected } }),
  )

/** Shows the change before it is made; takes it back, and says why, when it is refused. */
async function attempt(
  entry: Entry,
  change: Partial<Entry>,
  what: 'published' | 'withdrawn',
  send: () => Promise<unknown>,
): Promise<boolean> {
  const key = keyOf(entry)
  await queryClient.cancelQueries({ queryKey: key })
  const before = queryClient.getQueryData<Entry>(key)
  queryClient.setQueryData<Entry>(key, (held) => held && { ...held, ...change })
  try {
    await send()
    return true
  } catch (error) {
    queryClient.setQueryData(key, before)
    toast({ ...refusalOf(error, what), tone: 'bad' })
    return false
  } finally {
    // Also after a failure: what came of it may differ from what was shown.
    await refresh(changedByContent)
  }
}

function refusalOf(error: unknown, what: 'published' | 'withdrawn') {
  const { detail, status } = problemOf(error)
  if (status === 409) {
    return {
      title: `Not ${what}: somebody else was first`,
      about: `${sentence(detail)} What you see now is how it stands.`,
    }
  }
  if (error instanceof ApiProblem && mayBeDone(error.problem)) {
    return { title: `It is not known whether it was ${what}`, about: sentence(detail) }
  }
  return { title: `It was not ${what}`, about: `${sentence(detail)} Nothing was changed.` }
}
