import { parseDocument } from 'yaml'
import type { DecisionRecord, DecisionSection } from './record.ts'

/**
 * Reads a decision record as MADR writes it: front matter (all of it optional), a title, sections.
 * Older forms are read, too: a `## Status` section, and `* Status: accepted` lines under the title.
 * Never fails: what is wrong is said in `problems`.
 * @param file from the workspace's folder: `decisions/0003-duckdb-warehouse.md`
 */
export function parseRecord(file: string, text: string): DecisionRecord {
  const id = file.slice(file.lastIndexOf('/') + 1).replace(/\.(md|markdown)$/i, '')
  const number = /^\d{1,6}(?!\d)/.exec(id)?.[0]
  const { fields, body, problem } = splitFrontMatter(text)
  const { title, markdown } = splitTitle(body)
  const { preamble, sections } = splitSections(markdown)
  const said = { ...listedFields(preamble), ...fields }
  const statusSection = sections.find((each) => /^status$/i.test(each.title))
  const status = asText(said['status']) ?? firstLine(statusSection?.text)
  const date = readDay(said['date'])
  return {
    id,
    file,
    number: number === undefined ? null : Number(number),
    title: title ?? titleOf(id),
    status,
    date: date.day,
    people: readPeople(said['decision-makers'] ?? said['deciders']),
    markdown,
    sections,
    problems: [
      ...problem,
      ...(title === undefined ? ['it has no title; start it with a line: # Title'] : []),
      ...date.problem,
    ],
  }
}

/** A record whose file cannot be read at all. */
export const unreadableRecord = (file: string, reason: string): DecisionRecord => ({
  ...parseRecord(file, ''),
  problems: [reason],
})

type Fields = Readonly<Record<string, unknown>>

function splitFrontMatter(text: string): { fields: Fields; body: string; problem: string[] } {
  const clean = text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n')
  if (!/^---[ \t]*\n/.test(clean)) return { fields: {}, body: clean, problem: [] }
  const end = /\n(---|\.\.\.)[ \t]*(\n|$)/.exec(clean.slice(3))
  if (!end) {
    const problem = ['the front matter is never closed; end it with a line ---']
    return { fields: {}, body: clean.replace(/^---.*\n/, ''), problem }
  }
  const yaml = clean.slice(3, 3 + end.index).replace(/^[ \t]*\n/, '')
  const body = clean.slice(3 + end.index + end[0].length)
  return { ...readYaml(yaml), body }
}

function readYaml(yaml: string): { fields: Fields; problem: string[] } {
  const wrong = (message: string) => ({
    fields: {},
    problem: [`the front matter is not YAML: ${message.split('\n')[0]}`],
  })
  try {
    const document = parseDocument(yaml, { prettyErrors: false })
    const [error] = document.errors
    if (error) return wrong(error.message)
    const value: unknown = document.toJS({ maxAliasCount: 100 })
    if (value === null || value === undefined) return { fields: {}, problem: [] }
    if (typeof value !== 'object' || Array.isArray(value)) {
      return wrong('it is no list of "name: value" lines')
    }
    return { fields: value as Fields, problem: [] }
  } catch (error) {
    return wrong((error as Error).message)
  }
}

/** The first heading of the first level, outside code, and what follows it. */
function splitTitle(body: string): { title: string | undefined; markdown: string } {
  const lines = body.split('\n')
  const at = lines.findIndex((line, n) => /^#\s+\S/.test(line) && !inCode(lines, n))
  if (at < 0) return { title: undefined, markdown: body.trim() }
  const title = lines[at]!.replace(/^#\s+/, '').replace(/\s+#*\s*$/, '')
  const named = title.replace(/^(?:ADR[- ]?)?\d+\s*[.:)-]\s+/i, '')
  const rest = [...lines.slice(0, at), ...lines.slice(at + 1)].join('\n').trim()
  return { title: named || title, markdown: rest }
}

function splitSections(markdown: string): { preamble: string; sections: DecisionSection[] } {
  const lines = markdown.split('\n')
  const starts = lines.flatMap((line, n) => (/^##\s+\S/.test(line) && !inCode(lines, n) ? [n] : []))
  const sections = starts.map((start, n) => ({
    title: lines[start]!.replace(/^##\s+/, '').replace(/\s+#*\s*$/, ''),
    text: lines
      .slice(start + 1, starts[n + 1])
      .join('\n')
      .trim(),
  }))
  return { preamble: lines.slice(0, starts[0]).join('\n'), sections }
}

/** Whether a line stands between fences. Files are small, so it is counted anew each time. */
const inCode = (lines: readonly string[], at: number): boolean =>
  lines.slice(0, at).filter((line) => /^\s{0,3}(```|~~~)/.test(line)).length % 2 === 1

/** `* Status: accepted`, as the first forms of MADR wrote it under the title, or `Date: 2020-01-31`. */
function listedFields(preamble: string): Fields {
  const lines = preamble.split('\n')
  const found = lines.flatMap((line, n) => {
    const [, name, value] =
      /^(?:[*-]\s+)?(status|date|deciders|decision-makers):\s+(\S.*)$/i.exec(line) ?? []
    return name && value && !inCode(lines, n) ? [[name.toLowerCase(), value.trim()] as const] : []
  })
  return Object.fromEntries(found)
}

const asText = (value: unknown): string | null => {
  const text = typeof value === 'string' || typeof value === 'number' ? String(value).trim() : ''
  return text === '' ? null : text
}

const firstLine = (text: string | undefined): string | null =>
  text
    ?.split('\n')
    .map((line) => line.trim())
    .find(Boolean) ?? null

function readDay(value: unknown): { day: string | null; problem: string[] } {
  const text = value instanceof Date ? value.toISOString() : asText(value)
  if (text === null) return { day: null, problem: [] }
  const day = /^\d{4}-\d{2}-\d{2}/.exec(text)?.[0]
  if (day && !Number.isNaN(Date.parse(day))) return { day, problem: [] }
  return {
    day: null,
    problem: [`its date "${text.slice(0, 40)}" is not a day; write it as 2026-05-04`],
  }
}

const readPeople = (value: unknown): string[] =>
  (Array.isArray(value) ? value.map(asText) : (asText(value)?.split(/\s*[,;]\s*/) ?? [])).flatMap(
    (each) => (each ? [each.replace(/^[[{]|[\]}]$/g, '')] : []),
  )

const titleOf = (id: string): string => {
  const words = id.replace(/^\d+[-_ ]*/, '').replace(/[-_]+/g, ' ')
  return words ? words.charAt(0).toUpperCase() + words.slice(1) : id
}
