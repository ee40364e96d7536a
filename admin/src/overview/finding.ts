import type { Answer } from '../app/index.ts'
import { formatClock, formatDay, formatMany, formatShortDay, formatWord } from '../ui/format.ts'

export type Overview = Answer<'showOverview'>

/** What the overview comes to: its title, and what to know beside it. */
export interface Finding {
  readonly title: string
  readonly about: string
}

/** The worst that is true comes first: lost records, facts that do not answer, then what waits. */
export function findingOf(overview: Overview): Finding {
  const { ingestion, checked, processing, desk } = overview
  const since = sinceText(overview)
  const lost = lostOf(overview)
  if (lost !== 0) {
    return {
      title: `${formatMany(Math.abs(lost), 'record')} ${Math.abs(lost) === 1 ? 'is' : 'are'} unaccounted for`,
      about:
        ingestion.difference !== 0
          ? `Counted at the door ${since}. This must not happen; please report it.`
          : `Counted in the tables at ${formatClock(checked.at)}. This must not happen; please report it.`,
    }
  }
  if (!ingestion.ever) {
    return {
      title: 'Nothing has come in yet',
      about: 'Send a first event, and watch it go through the loop.',
    }
  }
  if (processing.state === 'failed') {
    return {
      title: 'The facts do not answer',
      about: `Signals land all the same, and none is lost. ${processing.reason ?? ''}`.trim(),
    }
  }
  const { open, overdue } = desk
  if (open === 0) {
    return {
      title: 'Nothing needs a person',
      about: `Every record ${since} is accounted for, and whatever failed has been dealt with.`,
    }
  }
  const rest = `Everything else is in order, and every record ${since} is accounted for.`
  return {
    title: `${formatWord(open)} ${open === 1 ? 'thing needs' : 'things need'} a person`,
    about: overdue === 0 ? rest : `${lateWords(overdue, open)} overdue. ${rest}`,
  }
}

function lateWords(overdue: number, open: number): string {
  if (overdue === open) return open === 1 ? 'It is' : 'All of them are'
  return `${formatWord(overdue)} of them ${overdue === 1 ? 'is' : 'are'}`
}

/** Records that are neither here nor there: by the counts of the day, or by those of the tables. */
export const lostOf = ({ ingestion, checked }: Overview): number =>
  ingestion.difference !== 0 ? ingestion.difference : checked.difference

/** "since yesterday, 18:00" */
export function sinceText({ since, at }: Pick<Overview, 'since' | 'at'>): string {
  const day =
    formatDay(since) === formatDay(at)
      ? 'today'
      : formatDay(new Date(since).getTime() + 86_400_000) === formatDay(at)
        ? 'yesterday'
        : formatShortDay(since)
  return `since ${day}, ${formatClock(since)}`
}
