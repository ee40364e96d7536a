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

/** What a caller sent may stand in a refusal, but not all of it: a long request makes no long answer. */
const short = (text: string): string => (text.length > 1_000 ? `${text.slice(0, 1_000)} …` : text)

export const notFound = (detail: string): Refusal =>
  new Refusal(problem(404, 'Not found', short(detail)))

export const conflict = (detail: string): Refusal =>
  new Refusal(problem(409, 'Conflict', short(detail)))

/** @param at where in the request, as a path: `query/limit`, `body/reason` */
export const invalid = (detail: string, at?: string): Refusal =>
  new Refusal(
    problem(400, 'Invalid request', short(detail), at === undefined ? {} : { at: short(at) }),
  )
