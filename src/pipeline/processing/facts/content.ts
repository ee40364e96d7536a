import { factTable, may } from '../fact-table.ts'

/** A published piece of content. What Linchpin publishes has `collection/slug` as its id. */
export const content = factTable('content', {
  /** Names it where no other content has it: in the address `/blog/first-things`, `first-things`. */
  slug: may('text'),
  title: may('text'),
  url: may('text'),
  topics: may('texts'),
  authors: may('texts'),
  publishedAt: may('time'),
})
