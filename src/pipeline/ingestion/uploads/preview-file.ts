import type { Contract, FailureMode } from '../../../contracts/index.ts'
import type { Clock } from '../../../platform/clock.ts'
import type { Queryable } from '../../../platform/database/index.ts'
import type { Acceptance, Incoming } from '../accept.ts'
import type { FileDoor } from '../define.ts'
import { FileProblem } from '../files/file-problem.ts'
import { inspectFile } from '../files/inspect-file.ts'
import { lookAtFile } from '../files/look-at-file.ts'
import { fileStart } from '../files/position.ts'
import { readFile } from '../files/read-file.ts'
import { declaredColumns } from '../files/read-header.ts'
import { fieldOf } from '../group-refusals.ts'
import { headerDrift } from '../header-drift.ts'
import { findHeader } from '../header-store.ts'
import { foreteller, type Fate } from './foretell.ts'

/** What would become of a file if it landed now. */
export interface FilePreview {
  readonly encoding: string | null
  readonly delimiter: string | null
  readonly columns: readonly string[]
  /** Columns that the contract does not name, and those that it names and the file lacks. */
  readonly added: readonly string[]
  readonly absent: readonly string[]
  /** What the desk would hear of the columns. */
  readonly drifts: readonly { readonly column: string; readonly message: string }[]
  /** Why no row of it can be read. */
  readonly problem: { readonly mode: FailureMode; readonly message: string } | null
  /** read = landed + duplicate + filtered + quarantined, of the records that were judged. */
  readonly counts: Acceptance
  /** Whether every record was judged; of a big file only the first ones are. */
  readonly complete: boolean
  readonly reasons: readonly PreviewReason[]
  /** The first records, and behind them the first ones of those that would not land. */
  readonly rows: readonly PreviewRow[]
}

/** Records that would not land for the same cause. */
export interface PreviewReason extends Omit<Fate, 'key' | 'fate'> {
  readonly fate: 'duplicate' | 'filter' | 'quarantine'
  readonly count: number
}

export interface PreviewRow extends Fate {
  /** Which record of the file it is, from 1. */
  readonly number: number
  /** By the columns; of what could not be told apart into cells, nothing. */
  readonly cells: readonly string[]
  /** The beginning of a record that could not be told apart into cells. */
  readonly text: string | null
}

export interface PreviewDeps {
  readonly db: Queryable
  readonly clock: Clock
}

const limits = { judged: 100_000, rows: 50, refused: 50, reasons: 50, cell: 200, text: 500 }
const tally = {
  land: 'landed',
  duplicate: 'duplicate',
  filter: 'filtered',
  quarantine: 'quarantined',
} as const

/** Judges a file by the contract of its source as the door would. Nothing is written. */
export async function previewFile(
  { db, clock }: PreviewDeps,
  { name, contract, from }: { name: string; contract: Contract; from: FileDoor },
  path: string,
  most = limits.judged,
): Promise<FilePreview> {
  const counts = { read: 0, landed: 0, duplicate: 0, filtered: 0, quarantined: 0 }
  const preview = { ...unread, counts }
  try {
    const facts = await lookAtFile(path)
    const file = await inspectFile(path, from, facts)
    preview.encoding = file.encoding.name
    const { header, separator, batches } = await readFile(file, from, contract, fileStart)
    preview.delimiter = separator ?? null
    const ofSource = { source: name, path, modifiedAt: facts.mtimeMs }
    const before = header && (await findHeader(db, ofSource))
    const declared = declaredColumns(contract.payload)
    if (header) Object.assign(preview, compare(header, declared.all))
    const drifts = before ? headerDrift(contract, declared.all, before, header) : []
    const stopping = drifts.find(({ stops }) => stops)
    if (stopping) throw new FileProblem('drift', stopping.column, stopping.message)
    preview.drifts = drifts.map(({ column, message }) => ({ column, message }))

    const foretell = foreteller(db, contract, clock.now())
    const seen = openSample()
    for await (const { records } of batches) {
      const judged = records.slice(0, most - counts.read)
      for (const [n, fate] of (await foretell(judged)).entries()) {
        counts.read += 1
        counts[tally[fate.fate]] += 1
        seen.add(counts.read, judged[n]!, fate)
      }
      preview.complete = judged.length === records.length
      if (!preview.complete) break
    }
    if (!header) Object.assign(preview, compare(seen.fields(), declared.all))
    return { ...preview, reasons: seen.reasons(), rows: seen.rows(preview.columns) }
  } catch (error) {
    if (!(error instanceof FileProblem)) throw error
    return { ...preview, problem: { mode: error.mode, message: error.message } }
  }
}

const unread = {
  encoding: null as string | null,
  delimiter: null as string | null,
  columns: [] as readonly string[],
  added: [] as readonly string[],
  absent: [] as readonly string[],
  drifts: [] as FilePreview['drifts'],
  problem: null,
  complete: true,
  reasons: [],
  rows: [],
}

const compare = (columns: readonly string[], declared: readonly string[]) => ({
  columns,
  added: columns.filter((name) => !declared.includes(name)),
  absent: declared.filter((name) => !columns.includes(name)),
})

interface SeenRecord {
  readonly number: number
  readonly record: Incoming
  readonly fate: Fate
}

/** Keeps what a person looks at: the first records, the first that would not land, and the causes. */
function openSample() {
  const first: SeenRecord[] = []
  const refused: SeenRecord[] = []
  const causes = new Map<string, PreviewReason>()
  return {
    add(number: number, record: Incoming, fate: Fate): void {
      if (first.length < limits.rows) first.push({ number, record, fate })
      else if (fate.fate !== 'land' && refused.length < limits.refused) {
        refused.push({ number, record, fate })
      }
      if (fate.fate === 'land') return
      const { fate: what, mode, at = '', reason } = fate
      const field = fieldOf({ at })
      const cause = mode === undefined ? `${what} ${reason}` : `${what} ${mode} ${field}`
      const known = causes.get(cause)
      if (known) causes.set(cause, { ...known, count: known.count + 1 })
      else if (causes.size < limits.reasons) {
        causes.set(cause, {
          fate: what,
          ...(mode ? { mode } : {}),
          at: field,
          ...(reason ? { reason } : {}),
          count: 1,
        })
      }
    },
    reasons: () => [...causes.values()].sort((a, b) => b.count - a.count),
    /** The names of the fields of records that name theirs each by itself. */
    fields: () => [
      ...new Set(
        first.flatMap(({ record }) =>
          'raw' in record && isObject(record.raw) ? Object.keys(record.raw) : [],
        ),
      ),
    ],
    rows: (columns: readonly string[]) =>
      [...first, ...refused].map(({ number, record, fate }) => ({
        number,
        ...fate,
        ...shown(record, columns),
      })),
  }
}

function shown(record: Incoming, columns: readonly string[]): Pick<PreviewRow, 'cells' | 'text'> {
  if ('malformed' in record) {
    return { cells: [], text: record.malformed.toString('utf8', 0, limits.text) }
  }
  const { raw } = record
  if (!isObject(raw)) return { cells: [], text: JSON.stringify(raw).slice(0, limits.text) }
  return { cells: columns.map((name) => cellText(raw[name])), text: null }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function cellText(value: unknown): string {
  const text = typeof value === 'string' ? value : value === undefined ? '' : JSON.stringify(value)
  return text.length > limits.cell ? `${text.slice(0, limits.cell)}…` : text
}
