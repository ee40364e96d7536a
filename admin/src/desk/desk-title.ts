import type { Answer } from '../app/index.ts'
import { formatWord } from '../ui/format.ts'
import type { DeskSearch } from './desk-search.ts'

type Counts = Answer<'countExceptions'>

/** What the desk has found, as the title of its screen. */
export function deskTitle(counts: Counts | undefined, { state, owner }: DeskSearch): string {
  if (state === 'resolved') return 'What was resolved'
  if (!counts) return 'Desk'
  const whom = owner ?? 'a person'
  const open = owner ? (counts.owners.find(({ name }) => name === owner)?.open ?? 0) : counts.open
  if (open === 0) return `Nothing needs ${whom}`
  return open === 1 ? `One thing needs ${whom}` : `${formatWord(open)} things need ${whom}`
}

/** One line more about it. */
export function deskAbout(counts: Counts | undefined, { state, owner }: DeskSearch): string {
  if (state === 'resolved') return 'Each with its reason; what was resolved too soon goes back.'
  if (!counts) return 'What failed and needs a person, in the order in which it is due.'
  const { open, overdue } = owner
    ? (counts.owners.find(({ name }) => name === owner) ?? { open: 0, overdue: 0 })
    : counts
  if (open === 0) return 'Whatever fails comes here, with an owner and a time.'
  if (overdue === 0) return 'Nothing is overdue.'
  if (overdue === open) return open === 1 ? 'It is overdue.' : 'All of them are overdue.'
  return overdue === 1 ? 'One of them is overdue.' : `${formatWord(overdue)} of them are overdue.`
}
