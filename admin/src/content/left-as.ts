import type { ContentSearch } from './content-search.ts'

/** How the catalogue was left, so that whoever comes back finds it so. */
export const leftAs: { search: ContentSearch } = { search: {} }
