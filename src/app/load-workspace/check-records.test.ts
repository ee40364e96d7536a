import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { defineContract, defineSystem, standardPaths, t } from '../../contracts/define.ts'
import { checkRecords } from './check-records.ts'

const contract = (name: string, records: { decision?: string; runbook?: string }) =>
  defineContract({
    name,
    version: '1.0.0',
    from: defineSystem({ name: 'crm' }),
    owner: 'revops',
    payload: t.Object({ id: t.String() }),
    key: ({ id }) => id,
    failures: standardPaths({ owner: 'revops' }),
    becomes: () => [],
    ...records,
  })

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'linchpin-check-'))
  const write = async (path: string, text: string) => {
    await mkdir(join(folder, path, '..'), { recursive: true })
    await writeFile(join(folder, path), text)
  }
  await write('decisions/0001-list-prices.md', '# List prices\n')
  await write('decisions/0002-untitled.md', 'Nothing\n')
  await write('runbooks/crm.md', '# CRM\n')
  await write('contracts/deals.ts', `\n  runbook: 'runbooks/gone.md', decision: '0009',\n`)
  await symlink('/etc/hostname', join(folder, 'runbooks/outside.md'))
})
afterAll(() => rm(folder, { recursive: true }))

const check = (records: { decision?: string; runbook?: string }) =>
  checkRecords(folder, { contracts: [contract('crm.deals', records)] })

test('what is there is found, and a record that is none is named', async () => {
  expect(await check({ decision: '0001', runbook: 'runbooks/crm.md#after-a-drift' })).toEqual([
    {
      file: join(folder, 'decisions/0002-untitled.md'),
      message: 'it has no title; start it with a line: # Title',
    },
  ])
})

test('what a contract names and is not there is named with file and line', async () => {
  const [decision, runbook] = await check({ decision: '0009', runbook: 'runbooks/gone.md' })
  const file = join(folder, 'contracts/deals.ts')
  expect(decision).toMatchObject({ file, line: 2, column: 32 })
  expect(decision?.message).toBe(
    `the contract 'crm.deals' names the decision '0009', which is not there: there are 0001-list-prices, 0002-untitled`,
  )
  expect(runbook).toEqual({
    file,
    line: 2,
    column: 3,
    message: `the contract 'crm.deals' names the runbook 'runbooks/gone.md': there is no such file`,
  })
})

test.each(['../secret.md', '/etc/hostname', 'runbooks/outside.md'])(
  'nothing outside the workspace is read: %s',
  async (runbook) => {
    const [finding] = await check({ runbook })
    expect(finding?.message).toMatch(/: (it lies outside the workspace|there is no such file)$/)
  },
)
