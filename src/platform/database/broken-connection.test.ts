import { expect, test } from 'vitest'
import { cuttingProxy } from '../../../test/harness/cutting-proxy.ts'
import { testDatabase } from '../../../test/harness/test-database.ts'
import { openDatabase, sql } from './index.ts'

const { url } = await testDatabase()

test('a connection that ends as it is handed out fails its statement, and nothing else', async () => {
  const db = openDatabase({ url: await cuttingProxy(url, (n) => n === 0), name: 'cut' })
  await expect(db.query(sql`select 1`)).rejects.toThrow(/terminat/)
  expect(await db.query(sql`select 1 as one`)).toEqual([{ one: 1 }])
  await db.close()
})
