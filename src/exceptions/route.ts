import type { FailureMode } from '../contracts/index.ts'
import { durationMs, isDuration, type Duration } from '../core/duration.ts'
import type { ExceptionRoute } from './define.ts'

/** Where an exception lands: whose it is and until when. */
export interface RoutedTo {
  readonly route: string
  readonly owner: string
  readonly dueAt: Date
}

const standardDue: Duration = '1d'
/** Beyond it are no dates, or none that PostgreSQL knows. */
const longestMs = durationMs('36500d')

/**
 * Finds where it lands: the route that the path names, else the first that asks for the failure
 * mode, else the owner under their own name, due in a day. Nothing is ever without an owner.
 */
export function route(
  routes: readonly ExceptionRoute[],
  trouble: {
    mode: FailureMode
    owner: string
    route?: string | undefined
    due?: Duration | undefined
  },
  now: Date,
): RoutedTo {
  const named = trouble.route && routes.find((each) => each.name === trouble.route)
  const found = named || routes.find((each) => each.modes.includes(trouble.mode))
  return {
    route: found ? found.name : (trouble.route ?? trouble.owner),
    owner: found ? found.owner : (trouble.route ?? trouble.owner),
    dueAt: dueAt([trouble.due, found?.due], now),
  }
}

/** By the first that can be read: whatever is wrong with a due time, the failure must be reported. */
function dueAt(dues: readonly (Duration | undefined)[], now: Date): Date {
  const due = dues.find((each) => isDuration(each) && durationMs(each) <= longestMs)
  return new Date(now.getTime() + durationMs(due ?? standardDue))
}
