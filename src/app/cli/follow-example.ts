import { setTimeout as sleep } from 'node:timers/promises'
import { exampleState } from '../example/state.ts'
import type { Io } from './command.ts'
import { showProgress } from './show-progress.ts'

const lookMs = 250
const counted = new Intl.NumberFormat('en-GB')

/** Shows in one line how far the workspace's example is loaded, and says when it is there. */
export async function followExample(
  io: Io,
  stateFolder: string,
  signal: AbortSignal,
): Promise<void> {
  const { progress, removal } = exampleState(stateFolder)
  if ((await removal.read()) || (await progress.read())?.state === 'ready') return
  const display = showProgress(io)
  const startedAt = performance.now()
  while (!signal.aborted) {
    if (await removal.read()) return display.clear()
    const now = await progress.read()
    const seconds = Math.round((performance.now() - startedAt) / 1_000)
    if (now?.state === 'ready') {
      display.clear()
      io.out(`The example is loaded: ${counted.format(now.total)} records in ${seconds} s\n`)
      return
    }
    if (now) {
      const of = `${counted.format(now.done)} of ${counted.format(now.total)} records, `
      display.show(`Loading the example: ${now.total > 0 ? of : ''}${now.step} · ${seconds} s`)
    }
    await sleep(lookMs, undefined, { signal }).catch(() => {})
  }
  display.clear()
}
