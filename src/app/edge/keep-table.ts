import { readFileSync } from 'node:fs'
import { mkdir, rename, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { backoffMs } from '../../core/backoff.ts'
import { readVariantTable, type VariantTable } from '../../edge/index.ts'
import { publishedTable, tableChannel } from '../../personalization/index.ts'
import type { Database } from '../../platform/database/index.ts'
import type { Log } from '../../platform/log.ts'

export interface TableKeeperDeps {
  readonly db: Database
  readonly log: Log
  /** Where the table is kept for the next start, which may be without a database. */
  readonly file: string
  /** Given each table that differs from the one before. */
  readonly changed: (table: VariantTable) => void
}

export interface TableKeeper {
  close(): Promise<void>
}

const pollMs = 30_000
const retry = { baseMs: 250, capMs: 5_000 }

/**
 * Keeps the edge's variant table: the file's first, at once, then the database's, as soon as it is
 * there, and again whenever a publication is heard of or half a minute has passed.
 */
export function keepTable({ db, log, file, changed }: TableKeeperDeps): TableKeeper {
  let held = ''
  const take = (table: VariantTable, text: string): void => {
    held = text
    changed(table)
    log.info({ version: table.version }, 'serving a variant table')
  }

  const kept = readKept(file)
  if (kept !== undefined) {
    const table = readVariantTable(kept)
    if (table.ok) take(table.value, kept)
    else log.warn({ file, reason: table.error }, 'the kept variant table cannot be read')
  }

  const refresh = async (): Promise<void> => {
    const table = await publishedTable(db)
    if (!table) return
    const text = JSON.stringify(table)
    if (text === held) return
    take(table, text)
    // Serving it does not depend on keeping it.
    await keep(file, text).catch((error: unknown) =>
      log.error({ err: error, file }, 'the variant table could not be kept for the next start'),
    )
  }
  return watching(db, log, refresh)
}

/** Read in one go, so that the first request after a start already finds the table. */
function readKept(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}

async function keep(file: string, text: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true })
  await writeFile(`${file}.new`, text, { mode: 0o600 })
  await rename(`${file}.new`, file)
}

/** Looks whenever the database speaks, and by the clock, since a connection can die without a sound. */
function watching(db: Database, log: Log, look: () => Promise<void>): TableKeeper {
  let closed = false
  let failures = 0
  let timer: NodeJS.Timeout | undefined
  let stop: (() => Promise<void>) | undefined
  let turn: Promise<void> = Promise.resolve()
  let queued = false

  const lookNow = async (): Promise<void> => {
    queued = false
    if (closed) return
    let waitMs = pollMs
    try {
      stop ??= await db.listen(tableChannel, wake)
      await look()
      failures = 0
    } catch (error) {
      failures += 1
      waitMs = backoffMs(retry, failures, Math.random()) + retry.baseMs
      if (failures === 1) log.warn({ err: error }, 'no new variant table can be read at the moment')
    }
    clearTimeout(timer)
    if (!closed) timer = setTimeout(wake, waitMs)
  }
  const wake = (): void => {
    if (queued) return
    queued = true
    turn = turn.then(lookNow)
  }
  wake()

  return {
    async close() {
      closed = true
      clearTimeout(timer)
      await turn
      await stop?.()
    },
  }
}
