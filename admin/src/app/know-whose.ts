import { setLocale } from '../ui/locale.ts'
import { draftsBelongTo } from './drafts.ts'
import { query, queryClient } from './query.ts'

/**
 * Drafts are offered to whom they belong to, so it is asked whose these screens are. How their workspace
 * writes numbers is known with that, before any is drawn.
 */
export async function knowWhose(): Promise<void> {
  try {
    const me = await queryClient.ensureQueryData(query('showMe'))
    draftsBelongTo(me.person?.id ?? me.name)
    setLocale({ tag: me.locale })
  } catch {
    // Whose these screens are is not known: what one person wrote is offered to nobody until it is.
    draftsBelongTo('somebody')
    // Each screen says by itself that nothing answers; who is not signed in is led to do so.
  }
}
