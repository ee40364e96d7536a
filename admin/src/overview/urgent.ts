import { query, type Answer } from '../app/index.ts'

export type Exception = Answer<'listExceptions'>['exceptions'][number]

/** The exceptions that are due first. */
export const urgentExceptions = query('listExceptions', { query: { state: 'open', limit: 4 } })
