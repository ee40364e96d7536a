/** A problem document (RFC 9457), as the API refuses. */
export interface Problem {
  readonly type: string
  readonly title: string
  /** The HTTP status; 0 when no answer came. */
  readonly status: number
  readonly detail: string
  readonly [extra: string]: unknown
}

/** A call that the API refused, or did not answer. */
export class ApiProblem extends Error {
  override name = 'ApiProblem'
  readonly problem: Problem

  constructor(problem: Problem) {
    super(problem.detail)
    this.problem = problem
  }

  /** Nothing is wrong with the question: it may be asked again in a moment. */
  get isAway(): boolean {
    return this.problem.status === 0 || this.problem.status === 503
  }
}

/** Whether what was asked for may have been done all the same: no answer came, or a fault came instead. */
export const mayBeDone = ({ status }: Problem): boolean => status === 0 || status >= 500

/** The title of a failure: what is so when nothing was done, or that nobody knows. */
export const failureTitle = (problem: Problem, undone: string): string =>
  mayBeDone(problem) ? 'It is not known whether it was done' : undone

/** Any error as a problem, so that one part shows them all. */
export function problemOf(error: unknown): Problem {
  if (error instanceof ApiProblem) return error.problem
  return {
    type: 'urn:linchpin:problem:fault-of-the-screen',
    title: 'Fault of the screen',
    status: 500,
    detail: error instanceof Error ? error.message : String(error),
  }
}
