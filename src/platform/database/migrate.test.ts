import { randomBytes } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { testDatabase } from '../../../test/harness/test-database.ts'
import { migrationFolders } from '../../app/migration-folders.ts'
import { checkDatabase } from '../../app/doctor/database.ts'
import { openDatabase, migrate, type Database } from './index.ts'
import { Sql } from './sql.ts'

const db = await testDatabase()

/** Somebody who may do in this database what was granted, and nothing else. */
async function guest(grants: (name: string) => string[]): Promise<Database> {
  const name = `guest_${randomBytes(4).toString('hex')}`
  await db.query(new Sql([`create role ${name} login password 'x'`], []))
  for (const grant of grants(name)) await db.query(new Sql([grant], []))
  const url = new URL(db.url)
  url.username = name
  url.password = 'x'
  return openDatabase({ url: url.href, name: 'guest' })
}

/** What the doctor finds wrong with somebody's rights. */
const rightsFindings = async (own: Database) =>
  (await checkDatabase(own)).filter(({ found }) => found.includes('schemas linchpin and dbos'))

test('whoever was given both schemas needs no other right in the database', async () => {
  const own = await guest((name) => [
    `revoke all on database ${new URL(db.url).pathname.slice(1)} from public`,
    `grant connect on database ${new URL(db.url).pathname.slice(1)} to ${name}`,
    `create schema dbos authorization ${name}`,
    `drop schema linchpin cascade`,
    `create schema linchpin authorization ${name}`,
  ])
  expect(await rightsFindings(own)).toEqual([])
  expect((await migrate(own, migrationFolders)).length).toBeGreaterThan(10)
  expect(await migrate(own, migrationFolders)).toEqual([])
  await own.close()
})

test('two migrations of one number are refused, since one would never be applied', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'linchpin-migrations-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  for (const name of ['0001-one.sql', '0002-two.sql', '0002-too.sql']) {
    await writeFile(join(folder, name), 'select 1')
  }
  await expect(migrate(db, [{ slice: 'twice', folder: pathToFileURL(folder) }])).rejects.toThrow(
    'twice/0002-two.sql: another migration has this number',
  )
})

test('whoever was given one of them is told by the doctor', async () => {
  const own = await guest((name) => [
    `drop schema dbos`,
    `grant connect on database ${new URL(db.url).pathname.slice(1)} to ${name}`,
    `grant usage, create on schema linchpin to ${name}`,
  ])
  expect(await rightsFindings(own)).toHaveLength(1)
  await own.close()
})
