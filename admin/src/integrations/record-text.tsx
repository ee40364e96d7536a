import { exactJson } from '../ui/exact-json.ts'
import { linesOf } from '../ui/json-lines.ts'

/** A record as text: JSON a field a line, with the field that is at fault marked; anything else as it is. */
export function RecordText({ text, marked }: { readonly text: string; readonly marked: string }) {
  const record = readRecord(text)
  if (!record) {
    return (
      <pre className="overflow-x-auto rounded-md border border-line bg-sunk p-4 font-mono text-sm whitespace-pre-wrap break-words">
        {text}
      </pre>
    )
  }
  const [field] = marked.split('/')
  const names = Object.keys(record)
  const isAbsent = field !== undefined && field !== '' && !names.includes(field)
  return (
    <dl className="divide-y divide-line rounded-md border border-line">
      {isAbsent && <FieldLine name={field} value="(it is missing)" isMarked />}
      {names.map((name) => (
        <FieldLine key={name} name={name} value={shown(record[name])} isMarked={name === field} />
      ))}
    </dl>
  )
}

function FieldLine(props: {
  readonly name: string
  readonly value: string
  readonly isMarked: boolean
}) {
  const { name, value, isMarked } = props
  return (
    <div
      className={`grid gap-x-4 px-4 py-2 sm:grid-cols-[12rem_minmax(0,1fr)] ${isMarked ? 'bg-warn-soft' : ''}`}
    >
      <dt className="font-mono text-sm break-all text-muted">
        {name}
        {isMarked && <span className="sr-only"> (at fault)</span>}
      </dt>
      <dd className="font-mono text-sm whitespace-pre-wrap break-words">{value}</dd>
    </div>
  )
}

function readRecord(text: string): Record<string, unknown> | undefined {
  try {
    const value = exactJson(text)
    const isRecord = typeof value === 'object' && value !== null && !Array.isArray(value)
    return isRecord ? (value as Record<string, unknown>) : undefined
  } catch {
    return undefined
  }
}

const shown = (value: unknown): string =>
  typeof value === 'string'
    ? value
    : linesOf(value)
        .map(({ text }) => text)
        .join('\n')
