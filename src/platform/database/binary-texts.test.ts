import fc from 'fast-check'
import { expect, test } from 'vitest'
import { testDatabase } from '../../../test/harness/test-database.ts'
import { binaryTexts } from './binary-texts.ts'
import { sql } from './index.ts'

test('arrives as the same texts, whatever is in them', async () => {
  const db = await testDatabase()
  const text = fc
    .string({ unit: 'grapheme' })
    .filter((each) => !each.includes('\0') && each.isWellFormed())
  await fc.assert(
    fc.asyncProperty(fc.array(text), async (texts) => {
      const [row] = await db.query<{ texts: string[] }>(
        sql`select ${binaryTexts(texts)}::text[] as texts`,
      )
      expect(row!.texts).toEqual(texts)
    }),
  )
})
