import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { migrationFolders } from '../../src/app/migration-folders.ts'
import { migrate, openDatabase } from '../../src/platform/database/index.ts'
import { openLog } from '../../src/platform/log.ts'
import { startPostgres } from '../../src/platform/postgres/index.ts'
import { processIdentity } from '../../src/platform/process-identity.ts'
import { runChild } from '../harness/child.ts'

const log = openLog({ name: 'drill', level: 'silent' })

/** A folder that is removed when everything in it has ended: what is registered first is done last. */
async function place() {
  const base = await mkdtemp(join(tmpdir(), 'linchpin-drill-'))
  await chmod(base, 0o711)
  onTestFinished(() => rm(base, { recursive: true, force: true }))
  return { folder: join(base, 'postgres'), marks: join(base, 'marks') }
}

test('a PostgreSQL left behind that hangs is replaced', async () => {
  const { folder } = await place()
  const launcher = runChild('launch-postgres.ts', [folder])
  await launcher.says('{')
  const pid = Number(
    (await readFile(join(folder, 'data', 'postmaster.pid'), 'utf8')).split('\n')[0],
  )
  launcher.kill('SIGKILL')
  await launcher.ended
  process.kill(pid, 'SIGSTOP')

  const server = await startPostgres({ folder, log })
  onTestFinished(() => server.stop())
  expect(server.adopted).toBe(false)
  expect(await processIdentity(pid)).toBeUndefined()
})

test('an outage of the database: the holder of a lease keeps it, whoever else wants it', async () => {
  const { folder, marks } = await place()
  let server = await startPostgres({ folder, log })
  onTestFinished(() => server.stop())
  const db = openDatabase({ url: server.url, name: 'drill' })
  await migrate(db, migrationFolders)
  await db.close()
  const first = runChild('lease-holder.ts', [server.url, 'first', marks, 'here'])
  await first.says('held')
  const second = runChild('lease-holder.ts', [server.url, 'second', marks, 'there'])

  await server.stop()
  // Meanwhile nobody confirms the lease, so the holder writes no more.
  await first.says('refused')
  await sleep(3_000)
  server = await startPostgres({ folder, log, port: Number(new URL(server.url).port) })
  await sleep(5_000)
  expect(first.lines).toEqual(['held 1', 'refused'])
  expect(second.lines).toEqual([])
  first.kill('SIGTERM')
  await second.says('held 2')
})
