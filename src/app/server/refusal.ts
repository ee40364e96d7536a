import { problem, type Problem } from '../../platform/problem.ts'

/** A request that is refused: the problem document is the answer. */
export class Refusal extends Error {
  override name = 'Refusal'
  readonly problem: Problem

  constructor(document: Problem) {
    super(document.detail)
    this.problem = document
  }
}

export const notFound = (detail: string): Refusal => new Refusal(problem(404, 'Not found', detail))

export const conflict = (detail: string): Refusal => new Refusal(problem(409, 'Conflict', detail))

/** @param at where in the request, as a path: `query/limit`, `body/reason` */
export const invalid = (detail: string, at?: string): Refusal =>
  new Refusal(problem(400, 'Invalid request', detail, at === undefined ? {} : { at }))
