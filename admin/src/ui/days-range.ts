import type { Days } from './days-select.tsx'

/** How far back a screen looks, as its address says it; what is usual is left out. */
export type DaysRange = NonNullable<Days> | 'all'

const ranges: readonly DaysRange[] = [7, 30, 90, 365, 'all']

/** Reads and writes the range of a screen that usually looks so far back. */
export const daysRange = (usual: NonNullable<Days>) => ({
  /** What an address says; what it cannot mean is left out. */
  read: (given: unknown): DaysRange | undefined =>
    ranges.find((each) => each === given && each !== usual),
  daysOf: (range: DaysRange | undefined): Days => (range === 'all' ? undefined : (range ?? usual)),
  /** What an address says once these days are chosen; the rest of it stays. */
  choose<Search extends { readonly range?: DaysRange }>(
    search: Search,
    days: Days,
  ): Omit<Search, 'range'> & { readonly range?: DaysRange } {
    const { range: _, ...rest } = search
    return days === usual ? rest : { ...rest, range: days ?? 'all' }
  },
})
