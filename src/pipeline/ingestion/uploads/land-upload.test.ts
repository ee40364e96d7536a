import { createReadStream } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { fileLab } from '../../../../test/harness/file-lab.ts'
import { sql } from '../../../platform/database/index.ts'
import { csv } from '../define.ts'
import { pull } from '../pull.ts'
import { keepUpload, receiveUpload } from './uploads.ts'

const lab = fileLab()
const rows = (from: number, to: number, amount = 1) =>
  [
    'id,Amount (EUR)',
    ...Array.from({ length: to - from }, (_, n) => `d${from + n},${amount}`),
  ].join('\n')

/** A file as somebody gives it, kept for its source. */
async function give(name: string, content: string): Promise<string> {
  await lab.write(name, content)
  const bytes = createReadStream(lab.path(name))
  const upload = await receiveUpload(uploads(), lab.name(), { name, bytes, most: 1e8 })
  return keepUpload(uploads(), lab.name(), upload)
}
const uploads = () => lab.path('.linchpin/uploads')
const deps = () => ({ ...lab.deps(), uploads: uploads() })
const source = () => lab.source(csv('own.csv'))

const keys = async () => {
  const found = await lab
    .db()
    .query<{ key: string }>(sql`select key from signal where contract = ${lab.name()}`)
  return new Set(found.map(({ key }) => key)).size
}

describe('landing an upload', () => {
  test('reads it alone, not the other files of its source', async () => {
    await lab.write('own.csv', rows(0, 5))
    const upload = await give('given.csv', rows(10, 13))
    expect(await pull(deps(), source(), { upload })).toMatchObject({ read: 3, landed: 3, files: 1 })
    expect(await keys()).toBe(3)
  })

  test('that was cut off is read to its end by the next pull of its source, each record once', async () => {
    await lab.write('own.csv', rows(0, 5))
    const count = 40_000
    const upload = await give('given.csv', rows(10, 10 + count))
    const dies = pull(deps(), source(), {
      upload,
      onProgress: () => {
        throw new Error('killed')
      },
    })
    await expect(dies).rejects.toThrow('killed')
    const before = await keys()
    expect(before).toBeGreaterThan(0)
    expect(before).toBeLessThan(count)

    const result = await pull(deps(), source())
    expect(result).toMatchObject({
      state: 'done',
      read: count + 5,
      landed: count + 5,
      duplicate: 0,
    })
    expect(await keys()).toBe(count + 5)
  })

  test('that takes over a reading that was cut off reads what that had left as well', async () => {
    await lab.write('own.csv', rows(0, 40_000))
    const dies = pull(deps(), source(), {
      onProgress: () => {
        throw new Error('killed')
      },
    })
    await expect(dies).rejects.toThrow('killed')
    const upload = await give('given.csv', rows(70_000, 70_003))
    expect(await pull(deps(), source(), { upload })).toMatchObject({ landed: 40_003, files: 2 })
  })

  test('an older file does not come back over a newer one when its source is read again', async () => {
    await lab.write('own.csv', rows(0, 0))
    await pull(deps(), source(), { upload: await give('older.csv', rows(1, 2, 10)) })
    await pull(deps(), source(), { upload: await give('newer.csv', rows(1, 2, 20)) })
    expect(await pull(deps(), source())).toMatchObject({ read: 0 })
    const last = (await lab.landed()).at(-1)
    expect(last).toEqual({ id: 'd1', 'Amount (EUR)': '20' })
  })
})
