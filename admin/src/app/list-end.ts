interface PagedList {
  readonly hasNextPage: boolean
  readonly isFetching: boolean
  readonly isFetchingNextPage: boolean
  readonly isFetchNextPageError: boolean
  readonly fetchNextPage: (how: Joining) => Promise<unknown>
  readonly refetch: (how: Joining) => Promise<unknown>
}

interface Joining {
  readonly cancelRefetch: false
}

/** What a list does when its end comes into sight, and what it offers where that failed. */
export interface ListEnd {
  readonly onEnd: (() => void) | undefined
  /** Reads on after a failure: nobody asks again and again by themselves. */
  readonly onReadOn: (() => void) | undefined
}

/** Reads a list on, page by page, as somebody comes to its end. */
export function listEnd(list: PagedList): ListEnd {
  const { hasNextPage, isFetchingNextPage, isFetchNextPageError } = list
  const readOn = (): void => void readNextPage(list)
  return {
    onEnd: hasNextPage && !isFetchingNextPage && !isFetchNextPageError ? readOn : undefined,
    onReadOn: isFetchNextPageError && !isFetchingNextPage ? readOn : undefined,
  }
}

/** A page that is asked for while the list is read anew would take its place, and what has changed with it. */
async function readNextPage({ isFetching, fetchNextPage, refetch }: PagedList): Promise<void> {
  const joining = { cancelRefetch: false } as const
  if (isFetching) await refetch(joining)
  await fetchNextPage(joining)
}
