import { expect, test } from 'vitest'
import { commandLine } from '../../../../test/harness/command-line.ts'
import { raiseMany } from '../../../../test/harness/raise-many.ts'

const config = `
import { csv, defineContract, defineSource, defineSystem, defineWorkspace, standardPaths, t } from 'linchpin'
const deals = defineContract({
  name: 'crm.deals',
  version: '1.0.0',
  from: defineSystem({ name: 'crm' }),
  owner: 'revops',
  payload: t.Object({ id: t.String(), amount: t.Number() }),
  key: ({ id }) => id,
  failures: standardPaths({ owner: 'revops' }),
  becomes: () => [],
})
const source = defineSource({ name: 'deals', contract: deals, from: csv('deals.csv') })
export default defineWorkspace({ name: 'test', sources: [source] })
`
const files = { 'linchpin.config.ts': config, 'deals.csv': 'id,amount\n1,much\n2,more\n' }

test('a program is given the whole desk, and a person is told that there is more', async () => {
  const { db, run } = await commandLine(files)
  await raiseMany(db, 1_001)
  const { code, out } = await run('exceptions', 'list', '--json')
  expect(code).toBe(0)
  const { exceptions, ...rest } = JSON.parse(out) as { exceptions: { id: number }[] }
  expect(new Set(exceptions.map(({ id }) => id)).size).toBe(1001)
  expect(rest).toEqual({})
  expect((await run('exceptions', 'list')).out).toMatch(/There are more; narrow the list/)
}, 120_000)

test('who resolves what still has held records is told how many stay held', async () => {
  const { run } = await commandLine(files)
  await run('pull', 'deals')
  const { out } = await run('exceptions', 'list', '--json')
  const [{ id }] = (JSON.parse(out) as { exceptions: [{ id: number }] }).exceptions
  expect(await run('exceptions', 'resolve', String(id), '--reason', 'mended')).toEqual({
    code: 0,
    out: `Resolved exception ${id}; 2 records stay held under it: linchpin exceptions replay ${id}, or dismiss ${id}\n`,
    err: '',
  })
}, 120_000)
