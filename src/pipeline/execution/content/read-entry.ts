import { readDate } from '../../../contracts/index.ts'
import { err, ok, type Result } from '../../../core/result.ts'
import { readFrontMatter, type EntryProblem, type FrontMatter } from './front-matter.ts'
import { checkSlug, slugOfPath } from './slug.ts'
import { readTopics, type Topic } from './topic.ts'

/** What an entry says besides its text. */
export interface EntryFields {
  readonly title: string
  readonly summary?: string
  readonly topics: readonly Topic[]
  readonly authors: readonly string[]
  /** When it counts as published, as ISO 8601, where the author says so. */
  readonly date?: string
  /** Where readers are sent instead: an http(s) address, a path, or another slug of the collection. */
  readonly redirect?: string
  readonly draft: boolean
  /** Fields that Linchpin does not know, as they came. */
  readonly more: Readonly<Record<string, unknown>>
}

/** An entry as its file says it. */
export interface EntryDraft {
  readonly path: string
  readonly slug: string
  readonly fields: EntryFields
  readonly markdown: string
}

const known = [
  'slug',
  'title',
  'summary',
  'topics',
  'authors',
  'date',
  'publishedAt',
  'redirect',
  'draft',
]

/** Reads an entry from its file, or says everything that is wrong with it. */
export function readEntry(path: string, file: string): Result<EntryDraft, EntryProblem[]> {
  if (file.includes('\0')) {
    return err([
      { mode: 'malformed', line: 1, reason: 'it has a NUL character; is it a text file?' },
    ])
  }
  const parts = readFrontMatter(file)
  if (!parts.ok) return err([parts.error])
  const reader = fieldReader(parts.value)
  const { text, texts } = reader
  const title = text('title')
  if (!title && !reader.problems.some(({ reason }) => reason.startsWith('title '))) {
    reader.refuse('title', 'is missing; every entry needs one')
  }
  for (const name of Object.keys(parts.value.fields)) {
    const meant = known.find((each) => each.toLowerCase() === name.toLowerCase())
    if (meant && meant !== name) reader.refuse(name, `is written ${meant}`)
  }
  const slug = checkSlug(text('slug') ?? slugOfPath(path))
  if (!slug.ok) reader.refuse('slug', slug.error)
  const date = reader.date('date') ?? reader.date('publishedAt')
  const redirect = reader.redirect('redirect')
  const summary = text('summary')
  const fields: EntryFields = {
    title: title ?? '',
    ...(summary ? { summary } : {}),
    topics: readTopics(texts('topics')),
    authors: [...new Set(texts('authors'))],
    ...(date ? { date } : {}),
    ...(redirect ? { redirect } : {}),
    draft: reader.flag('draft'),
    more: Object.fromEntries(
      Object.entries(parts.value.fields).filter(([name]) => !known.includes(name)),
    ),
  }
  if (reader.problems.length > 0 || !slug.ok) return err(reader.problems)
  return ok({ path, slug: slug.value, fields, markdown: parts.value.markdown })
}

function fieldReader({ fields, lineOf }: FrontMatter) {
  const problems: EntryProblem[] = []
  const refuse = (field: string, reason: string): undefined => {
    problems.push({ mode: 'violation', line: lineOf(field), reason: `${field} ${reason}` })
  }
  const text = (field: string): string | undefined => {
    const value = fields[field]
    if (value === undefined || value === null) return undefined
    if (typeof value === 'string') return value.trim() || undefined
    return refuse(field, `must be text, not ${JSON.stringify(value)}; put it in quotes`)
  }
  const texts = (field: string): string[] => {
    const value = fields[field] ?? []
    const list: unknown[] = Array.isArray(value) ? value : [value]
    const wrong = list.find((each) => typeof each !== 'string')
    if (wrong !== undefined) {
      refuse(field, `must be a list of texts; ${JSON.stringify(wrong)} is none`)
      return []
    }
    return (list as string[]).map((each) => each.trim()).filter(Boolean)
  }
  const date = (field: string): string | undefined => {
    const written = text(field)
    if (written === undefined) return undefined
    const read = readDate(written, undefined, 'date-time')
    return read.ok
      ? read.value
      : refuse(field, `"${written}" cannot be read; write it as 2026-05-31 or 2026-05-31T09:00:00Z`)
  }
  const redirect = (field: string): string | undefined => {
    const written = text(field)
    if (written === undefined) return undefined
    const address = URL.canParse(written) ? new URL(written) : undefined
    const fits = address
      ? ['http:', 'https:'].includes(address.protocol)
      : /^\/(?!\/)[^\s\\]*$/.test(written) || checkSlug(written).ok
    return fits
      ? (address?.href ?? written)
      : refuse(field, `must be an http(s) address, a path from / on, or a slug, not "${written}"`)
  }
  const flag = (field: string): boolean => {
    const value = fields[field] ?? false
    if (typeof value !== 'boolean') refuse(field, 'must be true or false')
    return value === true
  }
  return { problems, refuse, text, texts, date, redirect, flag }
}
