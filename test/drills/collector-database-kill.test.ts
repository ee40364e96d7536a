import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { migrationFolders } from '../../src/app/migration-folders.ts'
import { migrate, openDatabase } from '../../src/platform/database/index.ts'
import { openLog } from '../../src/platform/log.ts'
import { startPostgres } from '../../src/platform/postgres/index.ts'
import { edgeDrill } from '../harness/edge-drill.ts'

const batches = 200

test('PostgreSQL, killed in the middle of 20,000 events, costs none of them', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'linchpin-database-kill-'))
  // PostgreSQL runs as a user of its own where we are root, who must be let in.
  chmodSync(folder, 0o711)
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const log = openLog({ name: 'drill', level: 'silent' })
  const postgres = await startPostgres({ folder: join(folder, 'postgres'), log })
  onTestFinished(() => postgres.stop())
  const db = openDatabase({ url: postgres.url, name: 'drill', onBroken: () => {} })
  onTestFinished(() => db.close())
  await migrate(db, migrationFolders)
  const server = () =>
    Number(readFileSync(join(folder, 'postgres/data/postmaster.pid'), 'utf8').split('\n', 1)[0])

  const drill = await edgeDrill(db, batches)
  const sending = drill.sendAll()
  for (const share of [0.3, 0.7]) {
    await drill.reached(batches * share)
    process.kill(server(), 'SIGKILL')
    // It is started again by whoever started it; its clients wait or are told to come back.
    const missing = () => drill.missing().catch(() => 'the database is away')
    await expect.poll(missing, { timeout: 60_000 }).toEqual([])
  }
  await sending
  await drill.expectAll()
  await drill.kill('SIGTERM')
})
