import { randomUUID } from 'node:crypto'
import { inject } from 'vitest'
import { openDatabase, type Database } from '../../src/platform/database/index.ts'
import { Sql } from '../../src/platform/database/sql.ts'
import { afterFile } from './after-file.ts'

/** A migrated database of the test file's own, cloned from the template and dropped after the file. */
export async function testDatabase(): Promise<Database> {
  const template = inject('templateDatabase')
  const name = `test_${randomUUID().replaceAll('-', '')}`
  const admin = openDatabase({
    url: template.replace(/template$/, 'postgres'),
    name: 'test-admin',
    connections: 1,
  })
  await admin.query(new Sql([`create database ${name} template template strategy file_copy`], []))
  const db = openDatabase({ url: template.replace(/template$/, name), name: 'test' })
  afterFile(async () => {
    await db.close()
    await admin.query(new Sql([`drop database ${name} with (force)`], []))
    await admin.close()
  })
  return db
}
