import type { ExceptionEntry } from './exception.ts'

export interface Escalation {
  readonly id: number
  /** How late it is, in a sentence for its history. */
  readonly note: string
}

const unitsMs = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const

/** Which exceptions should have been dealt with by `now` and have not been told about yet. */
export const overdue = (
  exceptions: readonly Pick<
    ExceptionEntry,
    'id' | 'state' | 'dueAt' | 'escalatedAt' | 'owner' | 'route'
  >[],
  now: Date,
): Escalation[] =>
  exceptions
    .filter(({ state, dueAt, escalatedAt }) => state === 'open' && !escalatedAt && dueAt < now)
    .map(({ id, dueAt, owner, route }) => ({
      id,
      note: `${owner} (${route}) is ${lateness(now.getTime() - dueAt.getTime())} late`,
    }))

function lateness(ms: number): string {
  const [unit, unitMs] = unitsMs.find(([, each]) => ms >= each) ?? ['minute', 60_000]
  const count = Math.max(1, Math.floor(ms / unitMs))
  return `${count} ${unit}${count === 1 ? '' : 's'}`
}
