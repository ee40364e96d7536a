import { expect, test } from 'vitest'
import { edgeDrill } from '../harness/edge-drill.ts'
import { testDatabase } from '../harness/test-database.ts'

const batches = 200

test('the edge, killed again and again in the middle of 20,000 events, loses and doubles none', async () => {
  const drill = await edgeDrill(await testDatabase(), batches)
  const sending = drill.sendAll()
  for (const share of [0.2, 0.5, 0.8]) {
    await drill.reached(batches * share)
    await drill.kill('SIGKILL')
    expect(await drill.missing()).toEqual([])
    await drill.restart()
  }
  await sending
  // The kills cut batches off, so some were sent more than once.
  expect(drill.attempts).toBeGreaterThan(batches)
  await drill.expectAll()
  expect(await drill.kill('SIGTERM')).toEqual([0, null])
})
