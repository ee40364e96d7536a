import { expect, test } from 'vitest'
import { commandLine } from '../../../../test/harness/command-line.ts'
import { sql } from '../../../platform/database/index.ts'

const config = `
import { csv, defineContract, defineSource, defineSystem, defineWorkspace, standardPaths, t } from 'linchpin'
const deals = defineContract({
  name: 'crm.deals',
  version: '1.0.0',
  from: defineSystem({ name: 'crm' }),
  owner: 'revops',
  payload: t.Object({ id: t.String() }),
  key: ({ id }) => id,
  failures: standardPaths({ owner: 'revops' }),
  becomes: () => [],
})
const good = defineSource({ name: 'good', contract: deals, from: csv('good.csv') })
export default defineWorkspace({ name: 'test', sources: [good] })
`

test('reads nothing while one of the sources that it is given does not exist', async () => {
  const { db, run } = await commandLine({ 'linchpin.config.ts': config, 'good.csv': 'id\n1\n' })
  expect(await run('pull', 'good', 'goood', '--json')).toEqual({
    code: 2,
    out: '',
    err: `{"error":"there is no source 'goood'; did you mean good?"}\n`,
  })
  expect(await db.query(sql`select from run`)).toEqual([])
  const { code, out } = await run('pull', 'good', '--json')
  expect(code).toBe(0)
  expect(JSON.parse(out)).toMatchObject({ pulls: [{ source: 'good', state: 'done' }] })
}, 120_000)
