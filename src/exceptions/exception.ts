import type { FailureMode } from '../contracts/index.ts'

/** An entry at the desk, as lists show it. */
export interface ExceptionEntry {
  readonly id: number
  readonly mode: FailureMode
  readonly contract: string | null
  readonly title: string
  readonly route: string
  readonly owner: string
  readonly state: 'open' | 'resolved'
  readonly occurrences: number
  readonly firstAt: Date
  readonly lastAt: Date
  readonly dueAt: Date
  readonly escalatedAt: Date | null
  readonly resolvedAt: Date | null
  readonly resolvedBy: string | null
  readonly reason: string | null
}

/** Something that happened to an exception. `by` is empty where Linchpin did it by itself. */
export interface ExceptionEvent {
  readonly id: number
  readonly kind:
    'opened' | 'assigned' | 'commented' | 'replayed' | 'escalated' | 'resolved' | 'reopened'
  readonly at: Date
  readonly by: string
  readonly note: string
}

/** Why the desk refuses, in a sentence for whoever asked. */
export interface DeskRefusal {
  /** `unknown`: there is no such exception. `settled`: it is in that state already. `incomplete`: something must be said first. */
  readonly refused: 'unknown' | 'settled' | 'incomplete'
  readonly detail: string
}
