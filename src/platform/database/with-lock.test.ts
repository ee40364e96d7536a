import { beforeAll, describe, expect, test } from 'vitest'
import { testDatabase } from '../../../test/harness/test-database.ts'
import { sql, withLock, type Database } from './index.ts'

let db: Database
beforeAll(async () => {
  db = await testDatabase()
})

describe('a lock', () => {
  test('is free again as soon as the work has ended, well or badly', async () => {
    const failing = withLock(db, 'one', () => Promise.reject(new Error('it broke')))
    await expect(failing).rejects.toThrow('it broke')
    const held = await withLock(db, 'one', async () => {
      expect(await withLock(db, 'one', async () => 'twice')).toBeUndefined()
      return 'once'
    })
    expect(held).toEqual({ result: 'once' })
    expect(await withLock(db, 'one', async () => 'again')).toEqual({ result: 'again' })
  })

  test('takes no connection from those who share the pool, however many are held', async () => {
    let free = (): void => {}
    const freed = new Promise<void>((settle) => (free = settle))
    const taken: Promise<unknown>[] = []
    const holders = Array.from({ length: 12 }, (_, n) => {
      const holder = Promise.withResolvers<void>()
      taken.push(holder.promise)
      return withLock(db, `lock ${n}`, () => {
        holder.resolve()
        return freed
      })
    })
    await Promise.all(taken)
    expect(await db.query(sql`select 1 as one`)).toEqual([{ one: 1 }])
    free()
    await Promise.all(holders)
  })
})
