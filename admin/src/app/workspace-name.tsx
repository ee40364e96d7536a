import { useQuery } from '@tanstack/react-query'
import { query } from './query.ts'

/** The name of the workspace that this app runs. */
export function WorkspaceName() {
  const { data } = useQuery(query('showStatus'))
  return <span className="truncate">{data?.workspace ?? '…'}</span>
}
