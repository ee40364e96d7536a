import { existsSync } from 'node:fs'
import { utimes } from 'node:fs/promises'
import { dirname } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { testContext } from '../../test/harness/test-context.ts'
import { until } from '../../test/harness/until.ts'
import { keepUpload, receiveUpload } from '../pipeline/ingestion/index.ts'
import { keepTidy } from './keep-tidy.ts'
import { uploadsOf } from './uploads-of.ts'

const context = await testContext()
const uploads = uploadsOf(context.stateFolder)

const give = (source: string) =>
  receiveUpload(uploads, source, {
    name: 'people.csv',
    bytes: (async function* () {
      yield Buffer.from('id,email\n')
    })(),
    most: 100,
  })

test('an upload that nobody came back to is forgotten after a day, without another', async () => {
  const [old, fresh, kept] = [await give('of a source'), await give('other'), await give('other')]
  const landed = await keepUpload(uploads, 'other', kept)
  const past = new Date(Date.now() - 25 * 3_600_000)
  for (const path of [dirname(old.path), landed, dirname(landed)]) await utimes(path, past, past)
  onTestFinished(keepTidy(context))
  await until(async () => !existsSync(old.path))
  expect([existsSync(fresh.path), existsSync(landed)]).toEqual([true, true])
})
