import type { Queryable } from '../platform/database/index.ts'
import type { ExceptionEntry, ExceptionEvent } from './exception.ts'
import { selectException, selectHistory } from './store.ts'

export interface ShowDeps<Held> {
  readonly db: Queryable
  /** Says what is held back under an exception; the slice that holds it knows. */
  readonly heldUnder: (exception: number) => Promise<Held>
}

export interface ShownException<Held> extends ExceptionEntry {
  readonly detail: Readonly<Record<string, unknown>>
  readonly history: readonly ExceptionEvent[]
  readonly held: Held
}

/** Everything that a person needs to judge an exception, or undefined when there is none of that number. */
export async function showException<Held>(
  { db, heldUnder }: ShowDeps<Held>,
  id: number,
): Promise<ShownException<Held> | undefined> {
  const exception = Number.isSafeInteger(id) ? await selectException(db, id) : undefined
  if (!exception) return undefined
  const [history, held] = await Promise.all([selectHistory(db, id), heldUnder(id)])
  return { ...exception, history, held }
}
