import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** What the example's process has done, by which it goes on after a crash. Only it writes this. */
export interface Progress {
  /** The moment up to which the history goes; the same for ever, so that nothing doubles. */
  readonly until: string
  readonly scale: number
  readonly state: 'loading' | 'ready'
  /** What is being done, in words. */
  readonly step: string
  /** Records that are in, of all. */
  readonly done: number
  readonly total: number
  /** The files that were written for it, from the workspace's folder. */
  readonly files: readonly string[]
  /** How many of the events and exposures have been taken. */
  readonly events: number
  readonly exposures: number
  readonly startedAt: string
  readonly readyAt?: string
}

/** That somebody wants the example gone. Only the app writes this. */
export interface Removal {
  readonly state: 'removing' | 'removed'
  readonly by: string
  readonly at: string
}

/** The keys that the example sends with. */
export interface ExampleKeys {
  readonly website: { readonly id: number; readonly key: string }
  readonly edge: { readonly id: number; readonly key: string }
}

/** The process that sends for the example at present. */
export interface Sender {
  readonly pid: number
}

/** The small files in `.linchpin/example/`, each with one writer. */
export interface ExampleState {
  readonly progress: Kept<Progress>
  readonly removal: Kept<Removal>
  readonly keys: Kept<ExampleKeys>
  readonly sender: Kept<Sender>
}

interface Kept<T> {
  read(): Promise<T | undefined>
  /** The file appears whole, readable by its owner only. */
  write(value: T): Promise<void>
  remove(): Promise<void>
}

/** Opens the state of the example in a workspace's state folder. Nothing is made before it is written. */
export function exampleState(stateFolder: string): ExampleState {
  const folder = join(stateFolder, 'example')
  return {
    progress: kept(folder, 'progress.json'),
    removal: kept(folder, 'removal.json'),
    keys: kept(folder, 'keys.json'),
    sender: kept(folder, 'sender.json'),
  }
}

function kept<T>(folder: string, name: string): Kept<T> {
  const file = join(folder, name)
  // One after the other, so that what is written last stands.
  let turn = Promise.resolve()
  const put = async (text: string): Promise<void> => {
    await mkdir(folder, { recursive: true })
    await writeFile(`${file}.new`, text, { mode: 0o600 })
    await rename(`${file}.new`, file)
  }
  return {
    async read() {
      const text = await readFile(file, 'utf8').catch(() => undefined)
      return text === undefined ? undefined : (JSON.parse(text) as T)
    },
    write(value) {
      const text = JSON.stringify(value)
      turn = turn.catch(() => {}).then(() => put(text))
      return turn
    },
    remove: () => rm(file, { force: true }),
  }
}
