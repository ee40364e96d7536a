import { forgetEpoch } from './client.ts'
import { keepDrafts } from './drafts.ts'
import { knowWhose } from './know-whose.ts'
import { queryClient } from './query.ts'
import { createStore } from './store.ts'

/** Why the screens were reset; undefined once the person has read it. */
export const resetReason = createStore<string | undefined>(undefined)

/** Counts the resets: every screen is made anew when it changes. */
export const generation = createStore(0)

/**
 * What the person may do was changed: what is written is kept as drafts, what was read is forgotten,
 * and every screen is made anew from what the person may still read.
 */
export async function reset(reason: string): Promise<void> {
  keepDrafts(reason)
  forgetEpoch()
  queryClient.clear()
  // Another person may have signed in at this browser meanwhile: what they write is theirs.
  await knowWhose()
  resetReason.set(reason)
  generation.set(generation.get() + 1)
}
