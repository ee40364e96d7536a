import { createReadStream } from 'node:fs'
import { mkdir, open, rename } from 'node:fs/promises'
import { dirname } from 'node:path'
import { createInterface } from 'node:readline'
import { Compile } from 'typebox/compile'
import { t, type Static } from '../../../../core/schema.ts'
import type { PublishedCollection } from '../publication-store.ts'
import { shelved, type ShelvedEntry } from './library.ts'

/** Everything that is published, as it lies in memory. */
export interface PublishedContent {
  readonly collections: readonly PublishedCollection[]
  readonly entries: ReadonlyMap<number, ShelvedEntry>
}

const version = 1

/** The first line. */
const headSchema = t.Object({
  version: t.Literal(version),
  collections: t.Array(t.Object({ name: t.String(), title: t.String(), url: t.String() })),
  count: t.Integer(),
})

/** Every other line: an entry. */
const lineSchema = t.Object({
  id: t.Integer(),
  publication: t.Integer(),
  collection: t.String(),
  listed: t.Object({
    slug: t.String(),
    version: t.Integer(),
    title: t.String(),
    summary: t.Optional(t.String()),
    topics: t.Array(t.Object({ id: t.String(), title: t.String() })),
    authors: t.Array(t.String()),
    publishedAt: t.String(),
    updatedAt: t.String(),
    url: t.String(),
  }),
  redirect: t.Optional(t.String()),
  body: t.String(),
})

const heads = Compile(headSchema)
const entryLines = Compile(lineSchema)

/** A value in one line: whoever reads lines ends one at these two as well, and JSON leaves them as they are. */
const lineOf = (value: object): string =>
  JSON.stringify(value).replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029')

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
    const head: Static<typeof headSchema> = {
      version,
      collections: [...collections],
      count: entries.size,
    }
    await handle.write(`${lineOf(head)}\n`)
    for (const { id, publication, collection, listed, redirect, body } of entries.values()) {
      const line = { id, publication, collection, listed, redirect, body: body.toString() }
      await handle.write(`${lineOf(line)}\n`)
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
  let head: Static<typeof headSchema> | undefined
  const entries = new Map<number, ShelvedEntry>()
  for await (const text of lines) {
    const value: unknown = JSON.parse(text)
    if (head) {
      const entry = readLine(value)
      entries.set(entry.id, entry)
    } else {
      if (!heads.Check(value)) throw new Error(`it is not of version ${version}`)
      head = value
    }
  }
  if (!head || head.count !== entries.size) throw new Error('it is not whole')
  return { collections: head.collections, entries }
}

function readLine(value: unknown): ShelvedEntry {
  if (!entryLines.Check(value)) throw new Error('one of its lines is no entry')
  const entry = shelved({ ...value, redirect: value.redirect, body: Buffer.from(value.body) })
  if (Number.isNaN(entry.publishedMs)) throw new Error('an entry of it has no date')
  return entry
}
