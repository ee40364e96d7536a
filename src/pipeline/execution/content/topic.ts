/** A topic: the spelling that all its spellings come to, and how it was written. */
export interface Topic {
  readonly id: string
  readonly title: string
}

/** `Artificial Intelligence`, `artificial_intelligence` and `artificial-intelligence` are one topic. */
export const topicId = (written: string): string =>
  written
    .normalize('NFKC')
    .trim()
    .toLowerCase()
    .replace(/[\s_-]+/g, '-')
    .replace(/^-|-$/g, '')

/** The topics as written, each once, in their order. */
export function readTopics(written: readonly string[]): Topic[] {
  const topics = new Map<string, Topic>()
  for (const title of written) {
    const id = topicId(title)
    if (id && !topics.has(id)) topics.set(id, { id, title: title.trim() })
  }
  return [...topics.values()]
}
