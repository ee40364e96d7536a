import { readFileSync } from 'node:fs'
import { mkdir, rename, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { readVariantTable, type VariantTable } from '../../edge/index.ts'
import { publishedTable, tableChannel } from '../../personalization/index.ts'
import { follow, type Following } from '../../platform/database/follow.ts'
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

/**
 * Keeps the edge's variant table: the file's first, at once, then the database's, as soon as it is
 * there, and again whenever a publication is heard of or half a minute has passed.
 */
export function keepTable({ db, log, file, changed }: TableKeeperDeps): Following {
  let held = ''
  const take = (table: VariantTable, text: string): void => {
    changed(table)
    // Only now: a table that could not be taken over is looked at again.
    held = text
    log.info({ version: table.version }, 'serving a variant table')
  }

  const kept = readKept(file)
  if (kept !== undefined) {
    // Whatever is wrong with the file, the edge starts: the database's table is on its way.
    try {
      const table = readVariantTable(kept)
      if (!table.ok) throw new Error(table.error)
      take(table.value, kept)
    } catch (error) {
      log.warn({ err: error, file }, 'the kept variant table cannot be read')
    }
  }

  const look = async (): Promise<void> => {
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
  return follow({ db, log, channel: tableChannel, what: 'the variant table', look })
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
