import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, beforeEach } from 'vitest'
import { defineWorkspace } from '../../src/app/define.ts'
import {
  defineContract,
  defineSystem,
  standardPaths,
  t,
  type ContractSpec,
} from '../../src/contracts/define.ts'
import { sql, type Database } from '../../src/platform/database/index.ts'
import { csv, defineSource, jsonLines, type Source } from '../../src/pipeline/ingestion/define.ts'
import { pull, type PullOptions } from '../../src/pipeline/ingestion/index.ts'
import { testDatabase } from './test-database.ts'
import { afterFile } from './after-file.ts'

const payload = t.Object({
  id: t.String(),
  'Amount (EUR)': t.Number(),
  name: t.Optional(t.String()),
})

/** A folder, a database and a contract of its own for each test: files are written and pulled. */
export function fileLab() {
  let db: Database
  let folder = ''
  let contract = ''
  let count = 0
  const made: string[] = []
  beforeAll(async () => {
    db = await testDatabase()
  })
  beforeEach(async () => {
    contract = `deals-${++count}`
    folder = await mkdtemp(join(tmpdir(), 'linchpin-pull-'))
    made.push(folder)
  })
  afterFile(() => Promise.all(made.map((each) => rm(each, { recursive: true, force: true }))))

  const source = (
    from: Source['from'],
    spec: Partial<ContractSpec<typeof payload>> = {},
  ): Source => {
    const deals = defineContract({
      name: contract,
      version: '1.0.0',
      from: defineSystem({ name: 'crm' }),
      owner: 'revops',
      payload,
      key: ({ id }) => id,
      failures: standardPaths({ owner: 'revops' }),
      becomes: () => [],
      ...spec,
    })
    const sources = [defineSource({ name: contract, contract: deals, from })]
    return defineWorkspace({ name: 'test', sources }).sources[0]!
  }
  const deps = () => ({ db, clock: { now: () => new Date() }, routes: [], folder })
  const path = (file: string) => join(folder, file)
  const write = (file: string, content: string | Buffer) => writeFile(path(file), content)
  const again = (from: Source['from'], options?: PullOptions) => pull(deps(), source(from), options)
  return {
    source,
    deps,
    path,
    write,
    /** Pulls what lies there. */
    again,
    /** Writes a file and pulls it. */
    pullFile: async (
      file: string,
      content: string | Buffer,
      options: { encoding?: string; delimiter?: string } = {},
    ) => {
      await write(file, content)
      return again(file.endsWith('.jsonl') ? jsonLines(file, options) : csv(file, options))
    },
    name: () => contract,
    db: () => db,
    landed: async () => {
      const rows = await db.query<{ payload: Record<string, unknown> }>(
        sql`select payload from signal where contract = ${contract} order by position`,
      )
      return rows.map((row) => row.payload)
    },
    held: () =>
      db.query<{ mode: string; reason: string; raw: Buffer }>(
        sql`select mode, reason, raw from quarantine where contract = ${contract} order by id`,
      ),
    desk: () =>
      db.query<{ mode: string; title: string }>(sql`
        select mode, title from exception where contract = ${contract} and state = 'open' order by id`),
  }
}
