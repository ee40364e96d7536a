import { basename, dirname, join } from 'node:path'

/**
 * - `locked`: another process has the file open
 * - `corrupt`: the file is not a warehouse, or damaged
 * - `newer`: a newer DuckDB wrote the file
 * - `full`: there was no room to write
 * - `memory`: a statement needed more memory than it may have
 * - `invalid`: after a failed write nothing works until the file is opened anew
 */
export type WarehouseTrouble = 'locked' | 'corrupt' | 'newer' | 'full' | 'memory' | 'invalid'

/** The warehouse cannot do its work, and the reason lies outside the statement. */
export class WarehouseError extends Error {
  override name = 'WarehouseError'
  readonly trouble: WarehouseTrouble
  /** The process that holds the file, if it is `locked` and known. */
  readonly pid: number | undefined

  constructor(trouble: WarehouseTrouble, message: string, cause: unknown, pid?: number) {
    super(message, { cause })
    this.trouble = trouble
    this.pid = pid
  }
}

/** DuckDB tells its troubles only in words; here they become something that code can act on. */
const signs: readonly (readonly [RegExp, WarehouseTrouble])[] = [
  [/Could not set lock on file/, 'locked'],
  [/newer (DuckDB )?version|version number \d+, but we can only read/i, 'newer'],
  [/No space left on device|Disk quota exceeded|File too large|not enough disk space/i, 'full'],
  [/database has been invalidated/, 'invalid'],
  [/Out of Memory Error/, 'memory'],
  [
    /not a valid DuckDB database file|Corrupt database|checksum .* does not match|Could not read enough bytes|replaying WAL|Serialization Error/i,
    'corrupt',
  ],
]

/**
 * The same failure as a WarehouseError that says what to do, or the error itself if a statement is at fault.
 * Strangers may read it in the readiness of the app: it does not say where on this machine the file lies.
 */
export function explain(error: unknown, file: string): unknown {
  const said = error instanceof Error ? error.message : String(error)
  const trouble = signs.find(([sign]) => sign.test(said))?.[1]
  if (!trouble || error instanceof WarehouseError) return error
  const pid = Number(/\(PID (\d+)\)/.exec(said)?.[1]) || undefined
  return new WarehouseError(
    trouble,
    `${advice(trouble, basename(file), pid)} (${said.split('\n')[0]?.replaceAll(join(dirname(file), '/'), '')})`,
    error,
    pid,
  )
}

function advice(trouble: WarehouseTrouble, file: string, pid: number | undefined): string {
  switch (trouble) {
    case 'locked':
      return `the warehouse ${file} is open in ${pid ? `process ${pid}` : 'another process'}. One process may have it: ask the running Linchpin, or stop that process first`
    case 'corrupt':
      return `the warehouse ${file} is damaged or is no warehouse. Everything in it can be made again: run \`linchpin rebuild\``
    case 'newer':
      return `the warehouse ${file} was written by a newer version. Run that version, or make the facts again with \`linchpin rebuild\``
    case 'full':
      return `there is no room to write the warehouse ${file}. Free some disk space; nothing that was accepted is lost`
    case 'memory':
      return `a statement on the warehouse needed more memory than it may have. Ask for less at once, or give it more`
    case 'invalid':
      return `the warehouse ${file} stopped after a failed write and must be opened anew`
  }
}
