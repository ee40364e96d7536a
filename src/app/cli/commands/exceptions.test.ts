import { expect, test } from 'vitest'
import { commandLine } from '../../../../test/harness/command-line.ts'
import { sql } from '../../../platform/database/index.ts'

const config = `
import { defineWorkspace } from 'linchpin'
export default defineWorkspace({ name: 'test' })
`
const at = new Date('2026-05-04T10:00:00Z')

test('a program is given the whole desk, and a person is told that there is more', async () => {
  const { db, run } = await commandLine({ 'linchpin.config.ts': config })
  await db.query(sql`
    insert into exception (fingerprint, mode, title, route, owner, first_at, last_at, due_at)
    select n, 'drift', 'trouble ' || n, 'default', 'revops', ${at}, ${at}, ${at}
    from generate_series(1, 1001) n`)
  const { code, out } = await run('exceptions', 'list', '--json')
  expect(code).toBe(0)
  const { exceptions, ...rest } = JSON.parse(out) as { exceptions: { id: number }[] }
  expect(new Set(exceptions.map(({ id }) => id)).size).toBe(1001)
  expect(rest).toEqual({})
  expect((await run('exceptions', 'list')).out).toMatch(/There are more; narrow the list/)
}, 120_000)

test('who resolves what still has held records is told how many stay held', async () => {
  const { db, run } = await commandLine({ 'linchpin.config.ts': config })
  const [opened] = await db.query<{ id: number }>(sql`
    insert into exception (fingerprint, mode, title, route, owner, first_at, last_at, due_at)
    values ('x', 'violation', 'trouble', 'default', 'revops', ${at}, ${at}, ${at}) returning id`)
  const { id } = opened!
  await db.query(sql`
    insert into quarantine (contract, mode, at, reason, exception, source, received_at, raw)
    select 'crm.deals', 'violation', '', 'bad', ${id}, 'crm', now(), n::text::bytea
    from generate_series(1, 2) n`)
  expect(await run('exceptions', 'resolve', String(id), '--reason', 'mended')).toEqual({
    code: 0,
    out: `Resolved exception ${id}; 2 records stay held under it: linchpin exceptions replay ${id}, or dismiss ${id}\n`,
    err: '',
  })
}, 120_000)
