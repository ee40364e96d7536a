import { expect, test, vi } from 'vitest'
import { listEnd } from './list-end.ts'

const list = (over: Partial<Parameters<typeof listEnd>[0]> = {}) => ({
  hasNextPage: true,
  isFetchingNextPage: false,
  isFetchNextPageError: false,
  fetchNextPage: vi.fn(async () => {}),
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
