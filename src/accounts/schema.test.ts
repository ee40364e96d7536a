import { getMigrations } from 'better-auth/db/migration'
import { expect, onTestFinished, test } from 'vitest'
import { testDatabase } from '../../test/harness/test-database.ts'
import { openPool } from '../platform/database/index.ts'
import { authOptions } from './auth-options.ts'

test('better-auth finds its tables in our migrations, and nothing to change in them', async () => {
  const db = await testDatabase()
  const database = openPool({ url: db.url, name: 'test' })
  onTestFinished(() => database.end())
  const plan = await getMigrations({ ...authOptions, database, secret: 'x'.repeat(40) })
  expect({
    created: plan.toBeCreated.map(({ table }) => table),
    added: plan.toBeAdded.map(({ table, fields }) => [table, Object.keys(fields)]),
    indexes: plan.toBeAddedIndexes,
  }).toEqual({ created: [], added: [], indexes: [] })
})
