import { InfiniteQueryObserver, QueryClient } from '@tanstack/react-query'
import { expect, onTestFinished, test, vi } from 'vitest'
import { listEnd } from './list-end.ts'

const list = (over: Partial<Parameters<typeof listEnd>[0]> = {}) => ({
  hasNextPage: true,
  isFetching: false,
  isFetchingNextPage: false,
  isFetchNextPageError: false,
  fetchNextPage: vi.fn(async () => {}),
  refetch: vi.fn(async () => {}),
  ...over,
})

test('a list is read on at its end, once at a time', () => {
  const more = list()
  listEnd(more).onEnd!()
  expect(more.fetchNextPage).toHaveBeenCalledOnce()
  expect(listEnd(list({ isFetchingNextPage: true })).onEnd).toBeUndefined()
  expect(listEnd(list({ hasNextPage: false })).onEnd).toBeUndefined()
})

test('a page that failed is asked for again by a person only', () => {
  const failed = list({ isFetchNextPageError: true })
  expect(listEnd(failed).onEnd).toBeUndefined()
  listEnd(failed).onReadOn!()
  expect(failed.fetchNextPage).toHaveBeenCalledOnce()
  expect(listEnd({ ...failed, isFetchingNextPage: true }).onReadOn).toBeUndefined()
})

test('a list that is being read anew is read on after it, and neither is lost', async () => {
  let what = 'old'
  const client = new QueryClient()
  const many = new InfiniteQueryObserver(client, {
    queryKey: ['many'],
    queryFn: async ({ pageParam }) => `${what} ${pageParam}`,
    initialPageParam: 1,
    getNextPageParam: (_, all) => all.length + 1,
  })
  onTestFinished(many.subscribe(() => {}))
  await vi.waitFor(() => expect(many.getCurrentResult().data?.pages).toEqual(['old 1']))
  what = 'new'
  void client.invalidateQueries()
  const { onEnd } = listEnd(many.getCurrentResult())
  // As often as the screen is drawn meanwhile.
  for (const ask of [onEnd!, onEnd!]) ask()
  await vi.waitFor(() => expect(many.getCurrentResult().data?.pages).toEqual(['new 1', 'new 2']))
})
