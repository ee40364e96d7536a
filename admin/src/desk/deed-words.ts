/** What became of a selection, by how many: also when an answer was missing half-way. */
export interface Fate {
  readonly done: number
  /** Asked for, but nobody knows whether it was done. */
  readonly unknown: number
  /** Never asked for, or refused as a whole. */
  readonly undone: number
}

/** What a deed came to, as a title. Nothing is called undone that may have been done. */
export function deedTitle(
  { done, unknown, undone }: Fate,
  words: (count: number) => string,
): string {
  if (unknown === 0 && undone === 0) return done > 0 ? words(done) : 'Nothing was done'
  if (done === 0) return unknown > 0 ? 'It is not known whether it was done' : 'It was not done'
  const rest = [
    ...(undone > 0 ? [`${undone} not`] : []),
    ...(unknown > 0 ? [`of ${unknown} it is not known`] : []),
  ]
  return `${words(done)}, ${rest.join(', ')}`
}
