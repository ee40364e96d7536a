import type { Target } from './desk-deeds.ts'

/**
 * Names what is written about a deed. For a selection it is the same whichever is selected: nobody selects
 * the same ones again, and thousands would make a name that is kept at each letter.
 */
export const draftOf = (deed: 'resolve' | 'assign', targets: readonly Pick<Target, 'id'>[]) =>
  `desk:${deed}:${targets.length === 1 ? targets[0]!.id : 'many'}`
