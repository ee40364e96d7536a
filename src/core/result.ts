/** A judgement that went well. */
export interface Ok<T> {
  readonly ok: true
  readonly value: T
}

/** A judgement that did not, with the reason as a value. */
export interface Err<E> {
  readonly ok: false
  readonly error: E
}

/** The outcome of a rule that may refuse. Bugs are thrown; refusals are returned. */
export type Result<T, E> = Ok<T> | Err<E>

export const ok = <T>(value: T): Ok<T> => ({ ok: true, value })
export const err = <E>(error: E): Err<E> => ({ ok: false, error })
