import { cp, mkdir, readFile, rename, rm, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { fileLab } from '../../../test/harness/file-lab.ts'
import { sql } from '../../platform/database/index.ts'
import { Sql } from '../../platform/database/sql.ts'
import { csv } from './define.ts'
import { pull, type PullOptions } from './pull.ts'
import { keepUpload, receiveUpload } from './uploads/uploads.ts'

const lab = fileLab()
const deal = (amount: number) => `id,Amount (EUR),name\n1,${amount},a\n`
const passedOver = (unchanged: number) => ({ read: 0, files: 0, unchanged, state: 'done' })

/** The workspace's folder within that of the test, to be moved. */
let home = ''
beforeEach(async () => {
  home = lab.path('here')
  await mkdir(join(home, 'exports'), { recursive: true })
})
const uploads = () => join(home, '.linchpin/uploads')
const read = (options?: PullOptions) =>
  pull({ ...lab.deps(), folder: home, uploads: uploads() }, lab.source(csv('exports')), options)
const write = (file: string, amount: number) => lab.write(`here/exports/${file}`, deal(amount))
const inExports = (file: string) => join(home, 'exports', file)
const amounts = async () => (await lab.landed()).map((row) => Number(row['Amount (EUR)']))

async function landUpload(name: string, amount: number): Promise<void> {
  const bytes = (async function* () {
    yield Buffer.from(deal(amount))
  })()
  const upload = await receiveUpload(uploads(), lab.name(), { name, bytes, most: 1e6 })
  await read({ upload: await keepUpload(uploads(), lab.name(), upload) })
}

async function readAnUploadAndAFile(): Promise<void> {
  await landUpload('jan.csv', 100)
  await write('may.csv', 900)
  await read()
}

describe('a workspace that was moved', () => {
  test('knows what was read of its files and uploads', async () => {
    await readAnUploadAndAFile()
    await rename(home, lab.path('there'))
    home = lab.path('there')
    expect(await read()).toMatchObject(passedOver(1))
    expect(await amounts()).toEqual([100, 900])
  })

  test('knows it also when an earlier version had read them, there or where it is now', async () => {
    await readAnUploadAndAFile()
    const prefix = (place: string) => sql`
      update file_cursor
      set path = ${`${place}/`} || replace(path, 'uploads:', '.linchpin/uploads/')
      where source = ${lab.name()}`
    const migration = new URL('./migrations/0024-files-by-place.sql', import.meta.url)
    const mend = new Sql([await readFile(migration, 'utf8')], [])
    for (const place of [home, '/srv/releases/1']) {
      await lab.db().query(prefix(place))
      await lab.db().query(mend)
      expect(await read()).toMatchObject(passedOver(1))
      await lab.db().query(sql`
        delete from file_cursor where source = ${lab.name()} and path like '/srv/%'`)
    }
    expect(await amounts()).toEqual([100, 900])
    expect(await lab.desk()).toEqual([])
  })

  test('knows an upload that an earlier version read at two places by the later one', async () => {
    await readAnUploadAndAFile()
    await lab.db().query(sql`
      update file_cursor set path = replace(path, 'uploads:', '/new/uploads/')
      where source = ${lab.name()}`)
    await lab.db().query(sql`
      insert into file_cursor
        (source, path, run, size, digest, stamp, read_as, byte_offset, line, records, done)
      select source, replace(path, '/new/', '/old/'), run - 1, size, 'another', '', read_as, 0, 1, 0, false
      from file_cursor where source = ${lab.name()} and path like '/new/%'`)
    const migration = new URL('./migrations/0024-files-by-place.sql', import.meta.url)
    await lab.db().query(new Sql([await readFile(migration, 'utf8')], []))
    expect(await read()).toMatchObject(passedOver(1))
  })
})

describe('a file of a source', () => {
  beforeEach(async () => {
    await write('a.csv', 100)
    await write('b.csv', 900)
    await read()
  })

  test('that was renamed is passed over, and goes on to be when it is named as before', async () => {
    await rename(inExports('a.csv'), inExports('done-a.csv'))
    expect(await read()).toMatchObject(passedOver(2))
    expect(await read()).toMatchObject(passedOver(2))
    await rename(inExports('done-a.csv'), inExports('a.csv'))
    expect(await read()).toMatchObject(passedOver(2))
    expect(await amounts()).toEqual([100, 900])
    expect(await lab.desk()).toEqual([])
  })

  test('that may be a new one is read, and a person hears that it took the place of later values', async () => {
    await rm(inExports('a.csv'))
    await write('c.csv', 100)
    const later = new Date(Date.now() + 60_000)
    await utimes(inExports('c.csv'), later, later)
    expect(await read()).toMatchObject({ read: 1, landed: 1 })
    expect(await lab.desk()).toMatchObject([{ mode: 'conflict' }])
  })

  test('is news though another has the same content, while that lies there as well', async () => {
    await cp(inExports('a.csv'), inExports('c.csv'), { preserveTimestamps: true })
    expect(await read()).toMatchObject({ read: 1, landed: 1 })
    expect(await amounts()).toEqual([100, 900, 100])
    expect(await lab.desk()).toEqual([])
  })

  test('that was rotated lies behind what took its name, and no old value lands behind a new one', async () => {
    await write('a.csv.1', 50)
    await read()
    await rename(inExports('a.csv.1'), inExports('a.csv.2'))
    await rename(inExports('a.csv'), inExports('a.csv.1'))
    await write('a.csv', 700)
    expect(await read()).toMatchObject({ read: 1, landed: 1, unchanged: 3 })
    expect(await read()).toMatchObject(passedOver(4))
    expect(await amounts()).toEqual([100, 900, 50, 700])
    expect(await lab.desk()).toEqual([])
  })

  test('that changed names with another is passed over like it', async () => {
    await rename(inExports('a.csv'), inExports('c.csv'))
    await rename(inExports('b.csv'), inExports('a.csv'))
    await rename(inExports('c.csv'), inExports('b.csv'))
    expect(await read()).toMatchObject(passedOver(2))
    expect(await amounts()).toEqual([100, 900])
  })

  test('is read under its new name where a person wants everything read anew', async () => {
    await rename(inExports('a.csv'), inExports('done-a.csv'))
    expect(await read({ again: true })).toMatchObject({ read: 2 })
  })
})
