import { ApiProblem, mayBeDone } from '../app/problem.ts'

/** What the API says of a part of a selection. */
export interface Settled {
  readonly done: readonly number[]
  readonly refused: readonly { readonly detail: string }[]
}

/** What became of a selection, with the failure that ended it early. */
export interface Outcome extends Settled {
  readonly failed?: { readonly error: unknown; readonly unknown: number; readonly undone: number }
}

/** The API takes a selection in parts. */
export const mostAtOnce = 500

/** Does a deed part by part. A part that fails ends it; what was done before stands. */
export async function inParts(
  ids: readonly number[],
  settle: (part: number[]) => Promise<Settled>,
): Promise<Outcome> {
  const done: number[] = []
  const refused: { readonly detail: string }[] = []
  for (let at = 0; at < ids.length; at += mostAtOnce) {
    const part = ids.slice(at, at + mostAtOnce)
    try {
      const settled = await settle(part)
      done.push(...settled.done)
      refused.push(...settled.refused)
    } catch (error) {
      const unknown = error instanceof ApiProblem && mayBeDone(error.problem) ? part.length : 0
      return { done, refused, failed: { error, unknown, undone: ids.length - at - unknown } }
    }
  }
  return { done, refused }
}
