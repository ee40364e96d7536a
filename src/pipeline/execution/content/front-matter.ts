import { isMap, isScalar, LineCounter, parseDocument } from 'yaml'
import { err, ok, type Result } from '../../../core/result.ts'

/** What is wrong with a file, and on which line (from 1). */
export interface EntryProblem {
  readonly mode: 'malformed' | 'violation'
  readonly line: number
  readonly reason: string
}

/** A Markdown file, taken apart. */
export interface FrontMatter {
  readonly fields: Readonly<Record<string, unknown>>
  /** The line of a field, or of the front matter's start where it is not there. */
  readonly lineOf: (field: string) => number
  readonly markdown: string
}

const example = `start the file with a line ---, then title: …, then a line ---`

/** Takes a Markdown file with YAML front matter apart. */
export function readFrontMatter(file: string): Result<FrontMatter, EntryProblem> {
  const text = file.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n')
  const lines = text.split('\n')
  const first = lines.findIndex((line) => line.trim() !== '')
  const opening = lines[first]?.trim()
  if (opening === '+++') {
    return malformed(
      first + 1,
      `the front matter is TOML (+++); write it as YAML between lines ---`,
    )
  }
  if (opening !== '---') return malformed(1, `there is no front matter; ${example}`)
  if (first > 0) {
    const blank = first === 1 ? 'is a blank line' : `are ${first} blank lines`
    return malformed(first + 1, `the front matter must start on line 1; there ${blank} above it`)
  }
  const last = lines.findIndex((line, n) => n > 0 && /^(---|\.\.\.)\s*$/.test(line))
  if (last < 0) return malformed(1, 'the front matter is never closed; end it with a line ---')
  const yaml = readYaml(lines.slice(1, last).join('\n'))
  return yaml.ok ? ok({ ...yaml.value, markdown: lines.slice(last + 1).join('\n') }) : yaml
}

function readYaml(text: string): Result<Omit<FrontMatter, 'markdown'>, EntryProblem> {
  const counter = new LineCounter()
  // The opening line of hyphens is line 1 of the file, so line 1 of the YAML is line 2.
  const lineAt = (place: number | undefined) => counter.linePos(place ?? 0).line + 1
  try {
    const document = parseDocument(text, { lineCounter: counter, prettyErrors: false })
    const [error] = document.errors
    if (error)
      return malformed(lineAt(error.pos[0]), `the front matter is not YAML: ${error.message}`)
    const map = document.contents
    if (map === null) return ok({ fields: {}, lineOf: () => 1 })
    if (!isMap(map)) return malformed(2, `the front matter is no list of "name: value" lines`)
    const places = new Map(
      map.items.map(({ key }) => [
        isScalar(key) ? String(key.value) : '',
        lineAt(isScalar(key) ? key.range?.[0] : 0),
      ]),
    )
    // A short text can stand for billions of nodes by way of aliases, so their number is bounded.
    const fields = document.toJS({ maxAliasCount: 100 }) as Record<string, unknown>
    // An alias can also make a value hold itself, which nothing could write down.
    JSON.stringify(fields)
    return ok({ fields, lineOf: (field) => places.get(field) ?? 1 })
  } catch (error) {
    return malformed(1, `the front matter is not YAML: ${(error as Error).message}`)
  }
}

const malformed = (line: number, reason: string) =>
  err<EntryProblem>({ mode: 'malformed', line, reason })
