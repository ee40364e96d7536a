import { factTable, may } from '../fact-table.ts'

/** A published piece of content. Its id is the slug. */
export const content = factTable('content', {
  title: may('text'),
  url: may('text'),
  topics: may('texts'),
  authors: may('texts'),
  publishedAt: may('time'),
})
