import { useQuery } from '@tanstack/react-query'
import type { Answer } from './client.ts'
import { query } from './query.ts'

export type Me = Answer<'showMe'>

/** Who is signed in and what they may do; undefined until it is known. */
export const useMe = (): Me | undefined => useQuery({ ...query('showMe'), staleTime: 60_000 }).data

/** Whether the person may do this; true until it is known, so that nothing jumps. */
export const useMay = (right: Me['rights'][number]): boolean =>
  useMe()?.rights.includes(right) ?? true
