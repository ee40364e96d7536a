import { QueryClient, QueryObserver } from '@tanstack/react-query'
import { afterEach, expect, test } from 'vitest'
import { readAnew } from './read-anew.ts'

const client = new QueryClient()
afterEach(() => client.clear())

/** A screen that shows a thing of the server, whose reads come when the test lets them. */
function screen() {
  const server = { thing: 'open' }
  const reads: { readonly answer: () => void }[] = []
  const observer = new QueryObserver(client, {
    queryKey: ['showException', {}],
    queryFn: () => {
      const read = server.thing
      return new Promise<string>((resolve) => void reads.push({ answer: () => resolve(read) }))
    },
  })
  const leave = observer.subscribe(() => {})
  return { server, reads, shown: () => observer.getCurrentResult().data, leave }
}

const soon = () => new Promise((resolve) => setTimeout(resolve, 5))

test('a change that comes while a screen reads is shown', async () => {
  const { server, reads, shown, leave } = screen()
  server.thing = 'resolved'
  const told = readAnew(client, ['showException'])
  reads[0]!.answer()
  await soon()
  expect(shown()).toBe('open')
  reads[1]!.answer()
  await told
  expect(shown()).toBe('resolved')
  leave()
})

test('a slow read is followed by one more, however many changes come meanwhile', async () => {
  const { server, reads, shown, leave } = screen()
  const told = Array.from({ length: 20 }, () => readAnew(client, ['showException', 'listRuns']))
  server.thing = 'resolved'
  reads[0]!.answer()
  await soon()
  reads[1]!.answer()
  await Promise.all(told)
  await soon()
  expect(reads).toHaveLength(2)
  expect(shown()).toBe('resolved')
  leave()
})

test('a change that comes during the read that follows is shown as well', async () => {
  const { server, reads, shown, leave } = screen()
  const first = readAnew(client, ['showException'])
  reads[0]!.answer()
  await soon()
  server.thing = 'resolved'
  const second = readAnew(client, ['showException'])
  reads[1]!.answer()
  await soon()
  reads[2]!.answer()
  await Promise.all([first, second])
  expect(shown()).toBe('resolved')
  leave()
})

test('what nobody reads at that moment is read once', async () => {
  const { reads, leave } = screen()
  reads[0]!.answer()
  await soon()
  const told = readAnew(client, ['showException'])
  await soon()
  reads[1]!.answer()
  await told
  expect(reads).toHaveLength(2)
  leave()
})
