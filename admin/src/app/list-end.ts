interface PagedList {
  readonly hasNextPage: boolean
  readonly isFetchingNextPage: boolean
  readonly isFetchNextPageError: boolean
  readonly fetchNextPage: () => Promise<unknown>
}

/** What a list does when its end comes into sight, and what it offers where that failed. */
export interface ListEnd {
  readonly onEnd: (() => void) | undefined
  /** Reads on after a failure: nobody asks again and again by themselves. */
  readonly onReadOn: (() => void) | undefined
}

/** Reads a list on, page by page, as somebody comes to its end. */
export function listEnd(list: PagedList): ListEnd {
  const { hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage } = list
  const readOn = (): void => void fetchNextPage()
  return {
    onEnd: hasNextPage && !isFetchingNextPage && !isFetchNextPageError ? readOn : undefined,
    onReadOn: isFetchNextPageError && !isFetchingNextPage ? readOn : undefined,
  }
}
