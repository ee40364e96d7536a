/** Where an experiment stands in its life. */
export type ExperimentState =
  /** No edge deals it: the variant table in force does not carry it. */
  | 'not-published'
  /** Published, and nobody has been dealt an arm yet. */
  | 'waiting'
  | 'running'
  /** Published, and nobody new for a while: the page may be gone, or the placement not asked for. */
  | 'quiet'

const quietAfterDays = 3
const dayMs = 86_400_000

/** @param lastDay the last day (UTC) on which somebody new was dealt an arm */
export function experimentState(
  published: boolean,
  lastDay: string | null,
  now: Date,
): ExperimentState {
  if (!published) return 'not-published'
  if (lastDay === null) return 'waiting'
  return now.getTime() - Date.parse(lastDay) > quietAfterDays * dayMs ? 'quiet' : 'running'
}
