import type { Result } from '../core/result.ts'
import type { DeskRefusal } from './exception.ts'

/** What became of each exception of a selection. */
export interface SettledMany {
  readonly done: readonly number[]
  readonly refused: readonly { readonly id: number; readonly detail: string }[]
}

/**
 * Does the same to each exception of a selection. Each stands by itself: what somebody else has
 * settled meanwhile is named, and the others are done.
 */
export async function settleMany(
  ids: readonly number[],
  settle: (id: number) => Promise<Result<void, DeskRefusal>>,
): Promise<SettledMany> {
  const done: number[] = []
  const refused: { id: number; detail: string }[] = []
  for (const id of new Set(ids)) {
    const outcome = await settle(id)
    if (outcome.ok) done.push(id)
    else refused.push({ id, detail: outcome.error.detail })
  }
  return { done, refused }
}
