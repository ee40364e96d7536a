import type { DeskSearch } from './desk-search.ts'

interface LeftAs {
  search: DeskSearch
  /** The exception that was looked at last. */
  at: number | undefined
}

/** How the desk was left, so that whoever comes back goes on from there. */
export const leftAs: LeftAs = { search: {}, at: undefined }
