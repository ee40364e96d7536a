import { mkdir, rename, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Doors } from './doors.ts'
import type { ExampleHistory, ExampleModule } from './define.ts'
import type { Progress } from './state.ts'

export interface LoadOptions {
  /** The workspace's folder. */
  readonly folder: string
  readonly module: Pick<ExampleModule, 'history'>
  /** What is to be loaded, and what of it an earlier process reached. */
  readonly before: Progress
  readonly save: (progress: Progress) => Promise<void>
  readonly signal: AbortSignal
}

const batch = { events: 400, exposures: 1_000 }
const inFlight = 3
const pollMs = 100

/**
 * Loads the example's history through the doors: files into the sources' folders and read from there,
 * posts published, events to the collector, exposures to the edge. Cut off at any moment, it is simply
 * called again with what was saved last: every record has an id, so what comes twice lands once.
 */
export async function loadExample(doors: Doors, options: LoadOptions): Promise<Progress> {
  const { before, module, folder, signal } = options
  const history = module.history({ until: new Date(before.until), scale: before.scale })
  const rows = history.files.reduce((sum, { text }) => sum + text.split('\n').length - 1, 0)
  let progress: Progress = {
    ...before,
    state: 'loading',
    step: 'writing the files',
    done: 0,
    total: rows + history.events.length + history.exposures.length,
    files: history.files.map(({ path }) => path),
  }
  const save = async (change: Partial<Progress>): Promise<void> => {
    progress = { ...progress, ...change }
    progress = { ...progress, done: progress.events + progress.exposures + (filesRead ? rows : 0) }
    await options.save(progress)
  }
  let filesRead = false
  await save({})
  for (const file of history.files) {
    signal.throwIfAborted()
    await writeWhole(join(folder, file.path), file.text)
  }
  await save({ step: 'publishing the posts' })
  await publishAll(doors)
  await save({ step: 'reading the files' })
  await readSources(doors, history, signal)
  filesRead = true
  await save({ step: 'taking in the visits' })
  await sendAll(history.events, progress.events, batch.events, doors.sendEvents, (events) =>
    save({ events }),
  )
  await save({ step: 'taking in what was shown' })
  const { exposures } = history
  await sendAll(exposures, progress.exposures, batch.exposures, doors.sendExposures, (taken) =>
    save({ exposures: taken }),
  )
  await save({ step: 'making facts of it' })
  await caughtUp(doors, signal)
  await save({ state: 'ready', step: '', readyAt: new Date().toISOString() })
  return progress
}

/**
 * A load of which nothing is done yet.
 * @param until the moment that the history goes up to
 * @param scale how much of it, from 0 to 1
 */
export const beginning = (until: Date, scale: number): Progress => ({
  until: until.toISOString(),
  scale,
  state: 'loading',
  step: 'making the history',
  done: 0,
  total: 0,
  files: [],
  events: 0,
  exposures: 0,
  startedAt: new Date().toISOString(),
})

async function writeWhole(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  await writeFile(`${path}.tmp`, text)
  await rename(`${path}.tmp`, path)
}

async function publishAll({ client }: Doors): Promise<void> {
  const { collections } = await client.call('listCollections')
  for (const { name } of collections) {
    await client.call('publishCollection', { params: { collection: name } })
  }
}

/** Reads the sources in whose folders files were put, until none of them has anything new. */
async function readSources(
  { client }: Doors,
  { files }: ExampleHistory,
  signal: AbortSignal,
): Promise<void> {
  const folders = new Set(files.map(({ path }) => dirname(path)))
  const { sources } = await client.call('listSources')
  const wanted = sources.filter(({ path }) => path !== null && folders.has(path))
  await Promise.all(
    wanted.map(async ({ name }) => {
      for (let left = true; left;) {
        let pull = await client.call('startPull', { params: { name } })
        while (pull.state === 'waiting' || pull.state === 'running') {
          await sleep(pollMs, undefined, { signal })
          pull = await client.call('showPull', { params: { id: pull.id } })
        }
        // It may have joined a reading that began before all files were there, or was another's.
        left = pull.result === undefined || (pull.state === 'done' && pull.result.files > 0)
        if (pull.result === undefined) await sleep(pollMs, undefined, { signal })
      }
    }),
  )
}

/** Sends batches, a few at a time, and tells how far all of them have been taken without a gap. */
async function sendAll<T>(
  records: readonly T[],
  from: number,
  size: number,
  send: (batch: readonly T[]) => Promise<void>,
  taken: (count: number) => Promise<void>,
): Promise<void> {
  let next = from
  let sure = from
  const done = new Map<number, number>()
  const work = async (): Promise<void> => {
    while (next < records.length) {
      const start = next
      next = Math.min(records.length, start + size)
      const end = next
      await send(records.slice(start, end))
      done.set(start, end)
      const before = sure
      for (let to = done.get(sure); to !== undefined; to = done.get(sure)) sure = to
      if (sure > before) await taken(sure)
    }
  }
  await Promise.all(Array.from({ length: inFlight }, work))
}

async function caughtUp({ client }: Doors, signal: AbortSignal): Promise<void> {
  for (;;) {
    const { facts } = await client.call('showStatus')
    if (facts.state === 'serving' && facts.lag === 0) return
    await sleep(pollMs, undefined, { signal })
  }
}
