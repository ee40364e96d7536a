import type { Query, QueryClient } from '@tanstack/react-query'

/** What was being read when it was told of a change: it is read once more, however often it is told. */
const overtaken = new Set<Query>()

/**
 * Has every shown answer to these questions read anew. What is being read already may have been read before
 * the change that this is about: it comes, and is then read once more.
 */
export async function readAnew(client: QueryClient, names: readonly string[]): Promise<void> {
  const predicate = ({ queryKey }: Query): boolean => names.includes(String(queryKey[0]))
  const underWay = client
    .getQueryCache()
    .findAll({ predicate, fetchStatus: 'fetching' })
    .filter((each) => !overtaken.has(each))
  for (const each of underWay) overtaken.add(each)
  const read = client.invalidateQueries({ predicate }, { cancelRefetch: false })
  await Promise.allSettled(underWay.flatMap(({ promise }) => promise ?? []))
  for (const each of underWay) overtaken.delete(each)
  await read
  if (underWay.length === 0) return
  const again = (each: Query): boolean => underWay.includes(each)
  await client.invalidateQueries({ predicate: again }, { cancelRefetch: false })
}
