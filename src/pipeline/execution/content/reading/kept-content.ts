import { createReadStream } from 'node:fs'
import { mkdir, open, rename } from 'node:fs/promises'
import { dirname } from 'node:path'
import { createInterface } from 'node:readline'
import type { PublishedCollection } from '../publication-store.ts'
import { shelved, type ShelvedEntry } from './library.ts'

/** Everything that is published, as it lies in memory. */
export interface PublishedContent {
  readonly collections: readonly PublishedCollection[]
  readonly entries: ReadonlyMap<number, ShelvedEntry>
}

interface Head {
  readonly version: number
  readonly collections: readonly PublishedCollection[]
  readonly count: number
}

type Line = Pick<ShelvedEntry, 'id' | 'publication' | 'collection' | 'listed' | 'redirect'> & {
  readonly body: string
}

const version = 1

/**
 * Keeps what is published in a file, for a start without a database: one entry a line, so that neither
 * writing nor reading it holds up the process. Whoever reads sees the old file or the new one, whole.
 */
export async function keepContent(
  file: string,
  { collections, entries }: PublishedContent,
): Promise<void> {
  await mkdir(dirname(file), { recursive: true })
  const unfinished = `${file}.new`
  {
    await using handle = await open(unfinished, 'w', 0o600)
    const head: Head = { version, collections, count: entries.size }
    await handle.write(`${JSON.stringify(head)}\n`)
    for (const { id, publication, collection, listed, redirect, body } of entries.values()) {
      const line = { id, publication, collection, listed, redirect, body: body.toString() }
      await handle.write(`${JSON.stringify(line satisfies Line)}\n`)
    }
    await handle.sync()
  }
  await rename(unfinished, file)
}

/**
 * Reads the file.
 * @throws Error when it is not there, not whole or of another version
 */
export async function readKeptContent(file: string): Promise<PublishedContent> {
  const lines = createInterface({ input: createReadStream(file), crlfDelay: Infinity })
  let head: Head | undefined
  const entries = new Map<number, ShelvedEntry>()
  for await (const text of lines) {
    if (!head) {
      head = JSON.parse(text) as Head
      if (head.version !== version) throw new Error(`its version is ${head.version}`)
      continue
    }
    const line = JSON.parse(text) as Line
    entries.set(
      line.id,
      shelved({ ...line, redirect: line.redirect, body: Buffer.from(line.body) }),
    )
  }
  if (!head || head.count !== entries.size) throw new Error('it is not whole')
  return { collections: head.collections, entries }
}
