import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** What the history knows of a post: that it is there, and what it is about. */
export interface Post {
  readonly slug: string
  readonly topic: string
}

/** The posts of the blog, as they lie in its folder. */
export function readPosts(folder = join(import.meta.dirname, '../content/blog')): Post[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.md'))
    .sort()
    .map((name) => {
      const [, topic = ''] =
        /^topics: \[(.+?)[,\]]/m.exec(readFileSync(join(folder, name), 'utf8')) ?? []
      return { slug: name.replace('.md', ''), topic }
    })
}
