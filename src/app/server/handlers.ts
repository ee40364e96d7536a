import type { Standing } from '../../accounts/define.ts'
import type { Actor, SignedIn, Visit } from '../../accounts/index.ts'
import type { AnswerOf, Api, InputOf } from '../api.ts'

/** Who calls: as it is written beside what they do, and by what they may do it. */
export interface Caller {
  readonly name: string
  readonly actor: Actor
  /** Undefined for who has not signed in. */
  readonly standing: Standing | undefined
  /** The person at the browser, if it is one. */
  readonly signedIn?: SignedIn | undefined
  readonly visit: Visit
  /** The values of `set-cookie` that go out with the answer. */
  readonly cookies: string[]
}

/** A value before it becomes JSON: moments may still be dates. */
export type Unwritten<T> = unknown extends T
  ? T
  : T extends string
    ? T | Date
    : T extends readonly (infer U)[]
      ? readonly Unwritten<U>[]
      : T extends object
        ? { readonly [K in keyof T]: Unwritten<T[K]> }
        : T

/** What answers each endpoint. */
export type Handlers = {
  readonly [Name in keyof Api]: (
    input: InputOf<Api[Name]>,
    caller: Caller,
  ) => Promise<Unwritten<AnswerOf<Api[Name]>>>
}
