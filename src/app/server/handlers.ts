import type { AnswerOf, Api, InputOf } from '../api.ts'

/** Who calls, as it is written beside what they do. */
export interface Caller {
  readonly name: string
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
