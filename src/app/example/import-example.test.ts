import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { acmeFolder } from '../../../test/harness/acme.ts'
import { checkExample } from '../load-workspace/check-example.ts'
import { importExample } from './import-example.ts'

let folder: string
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'linchpin-example-'))))
afterAll(() => rm(folder, { recursive: true, force: true }))

test('a module that is not there, or is none, is named with what to write', async () => {
  const found = await checkExample(folder, { example: './none.ts' })
  expect(found).toMatchObject([{ message: expect.stringContaining('no such file') }])
  await writeFile(join(folder, 'half.ts'), 'export const history = () => 1')
  await expect(importExample(folder, 'half.ts')).rejects.toThrow(
    'half.ts must export visit, visitsPerSecond',
  )
})

test('a workspace without an example has nothing wrong, and neither has the example company', async () => {
  expect(await checkExample(folder, {})).toEqual([])
  const module = await importExample(acmeFolder, './example/history.ts')
  const now = new Date('2026-10-05T09:30:00Z')
  expect(module.visitsPerSecond(now)).toBeGreaterThan(0)
  expect(module.visitsPerSecond(now)).toBeLessThan(3)
  const visit = module.visit(now, () => 0.5)
  expect(visit.unit).toMatch(/^anonymous:acme-live-/)
  expect(visit.events(undefined).length).toBeGreaterThan(0)
})
