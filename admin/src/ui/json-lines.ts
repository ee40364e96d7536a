import { ExactNumber, exactJson } from './exact-json.ts'

/** A line of a record as it is shown; `isAt` marks the place that the refusal speaks of. */
export interface RecordLine {
  readonly text: string
  readonly isAt: boolean
}

/**
 * A record in lines, with the place of its fault marked: JSON is indented, anything else is shown as it
 * came.
 * @param at the field as a path: `amount`, `items/0/price`; empty for the record itself
 */
export function jsonLines(text: string, at: string): RecordLine[] {
  let value: unknown
  try {
    value = exactJson(text)
  } catch {
    return text.split(/\r?\n/).map((line) => ({ text: line, isAt: false }))
  }
  return linesOf(value, at)
}

/** What `exactJson` read, in lines. */
export function linesOf(value: unknown, at = ''): RecordLine[] {
  const lines: RecordLine[] = []
  write(value, { lines, path: '', wanted: at, indent: '', before: '', after: '', isInside: false })
  return lines
}

interface Place {
  readonly lines: RecordLine[]
  readonly path: string
  readonly wanted: string
  readonly indent: string
  /** What stands on the line before the value and behind it: the name, the comma. */
  readonly before: string
  readonly after: string
  readonly isInside: boolean
}

function write(value: unknown, place: Place): void {
  const { lines, path, wanted, indent, before, after } = place
  const isAt = place.isInside || (wanted !== '' && path === wanted)
  const line = (text: string): void => void lines.push({ text: indent + text, isAt })
  if (value instanceof ExactNumber) return line(before + value.source + after)
  if (typeof value !== 'object' || value === null || Object.keys(value).length === 0) {
    line(before + JSON.stringify(value) + after)
    return
  }
  const isList = Array.isArray(value)
  const entries = Object.entries(value)
  line(before + (isList ? '[' : '{'))
  entries.forEach(([name, each], n) => {
    write(each, {
      lines,
      path: path === '' ? name : `${path}/${name}`,
      wanted,
      indent: `${indent}  `,
      before: isList ? '' : `${JSON.stringify(name)}: `,
      after: n < entries.length - 1 ? ',' : '',
      isInside: isAt,
    })
  })
  line((isList ? ']' : '}') + after)
}
