import { createReadStream } from 'node:fs'
import { copyFile, mkdir, writeFile } from 'node:fs/promises'
import { globSync } from 'node:fs'
import { basename, join } from 'node:path'
import { createInterface } from 'node:readline'
import { stringify } from 'yaml'
import { sharedDataFolder } from '../harness/shared-data.ts'

interface Post {
  readonly path: string
  readonly date: string
  readonly title: string
  readonly slug: string
  readonly summary: string | null
  readonly topics: readonly string[]
  readonly authors: readonly string[]
  readonly redirect: string | null
  readonly body: string
}

/**
 * Writes the posts of the data set into a folder as their authors wrote them: Markdown with front
 * matter, one file each, the two malformed ones among them.
 * @returns how many files it wrote
 */
export async function writePosts(folder: string): Promise<number> {
  await mkdir(folder, { recursive: true })
  const lines = createInterface({
    input: createReadStream(join(sharedDataFolder, 'content-corpus/posts.jsonl')),
  })
  let count = 0
  for await (const line of lines) {
    const { path, body, ...front } = JSON.parse(line) as Post
    const name = path.replace(/^content\//, '').replaceAll('/', '_')
    await writeFile(join(folder, name), `---\n${stringify(withoutNulls(front))}---\n${body}`)
    count += 1
  }
  const found = globSync('content-corpus/markdown/content/news/**/*.md', { cwd: sharedDataFolder })
  for (const file of found)
    await copyFile(join(sharedDataFolder, file), join(folder, basename(file)))
  return count + found.length
}

const withoutNulls = (record: object) =>
  Object.fromEntries(Object.entries(record).filter(([, value]) => value !== null))
