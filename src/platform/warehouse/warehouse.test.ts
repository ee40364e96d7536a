import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sql } from '../database/sql.ts'
import { openWarehouse, type Warehouse } from './index.ts'

let folder: string
let warehouse: Warehouse
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'linchpin-warehouse-'))
  warehouse = await openWarehouse({ file: join(folder, 'warehouse.duckdb') })
  await warehouse.query(sql`
    create table visit (id varchar, n bigint, share double, seen boolean, "at" timestamp, tags varchar[])`)
})
afterAll(async () => {
  await warehouse.close()
  await rm(folder, { recursive: true, force: true })
})

const at = new Date('2026-05-04T10:00:00.123Z')
const columns = ['id', 'n', 'share', 'seen', 'at', 'tags']
const count = async () =>
  (await warehouse.query<{ n: number }>(sql`select count(*) as n from visit`))[0]!.n

describe('values', () => {
  test('come back as they were appended', async () => {
    const text = `a"b\\c\nä 🦆 \ud800 and \0 too`
    const rows = [
      ['a', 2 ** 53 - 1, 0.1, true, at, ['x', 'y']],
      [text.toWellFormed(), -1, -2, false, new Date(-1), []],
      ['c', null, undefined, null, null, null],
    ]
    await warehouse.append('visit', columns, rows)
    const back = await warehouse.query<Record<string, unknown>>(sql`select * from visit order by n`)
    expect(back.map((row) => columns.map((name) => row[name]))).toEqual([
      rows[1],
      rows[0],
      ['c', null, null, null, null, null],
    ])
  })

  test('bind as what they are, lists and nothing too', async () => {
    const [row] = await warehouse.query(sql`
      select ${at} as "at", ${[1, 2]} as whole, ${[0.5, 1]} as fractions, ${['a', null]} as texts,
        ${[]}::bigint[] as empty, ${null} as nothing, ${undefined} as neither, ${true} as yes,
        ${2 ** 40} + 1 as big, ${1.5} as fraction, sum(n) as total, ${[at]} as times
      from visit where id = ${'a'} and n in (select unnest(${[2 ** 53 - 1]}))`)
    expect(row).toEqual({
      at,
      whole: [1, 2],
      fractions: [0.5, 1],
      texts: ['a', null],
      empty: [],
      nothing: null,
      neither: null,
      yes: true,
      big: 2 ** 40 + 1,
      fraction: 1.5,
      total: 2 ** 53 - 1,
      times: [at],
    })
  })

  test('that no column could hold are refused with a sentence', async () => {
    await expect(warehouse.query(sql`select ${{ a: 1 }}`)).rejects.toThrow('must be text, a number')
    await expect(warehouse.append('visit', ['id', 'n'], [['x', 'seven']])).rejects.toThrow(
      'visit.n cannot hold "seven"',
    )
    await expect(warehouse.append('visit', ['who'], [['x']])).rejects.toThrow('no column who')
  })
})

describe('a transaction', () => {
  test('keeps all or nothing', async () => {
    const before = await count()
    const work = warehouse.transaction(async (tx) => {
      await tx.append('visit', ['id'], [['t1'], ['t2']])
      await tx.query(sql`delete from visit where id = 'a'`)
      throw new Error('half-way')
    })
    await expect(work).rejects.toThrow('half-way')
    expect(await count()).toBe(before)
    const bad = [
      ['t1', 1],
      ['t2', 'no'],
    ]
    await expect(warehouse.append('visit', ['id', 'n'], bad)).rejects.toThrow('cannot hold "no"')
    expect(await count()).toBe(before)
  })

  test('is not seen, and not waited for, by queries beside it', async () => {
    const before = await count()
    await warehouse.transaction(async (tx) => {
      await tx.append('visit', ['id'], [['beside']])
      expect(await count()).toBe(before)
      expect(await tx.query(sql`select id from visit where id = 'beside'`)).toHaveLength(1)
    })
    expect(await count()).toBe(before + 1)
  })

  test('takes turns with others, and more queries than there are connections all get their answer', async () => {
    const add = (id: string) => warehouse.append('visit', ['id', 'n'], [[id, 7]])
    const numbers = Array.from({ length: 30 }, (_, n) => n)
    await Promise.all(numbers.flatMap((n) => [add(`turn-${n}`), count()]))
    expect(await warehouse.query(sql`select id from visit where id like 'turn-%'`)).toHaveLength(30)
  })
})

describe('a snapshot', () => {
  test('answers every question from one state, and later ones from the next', async () => {
    const before = await count()
    const seen = await warehouse.snapshot(async (facts) => {
      const ask = () => facts.query<{ n: number }>(sql`select count(*) as n from visit`)
      const [first, second] = await Promise.all([ask(), ask()])
      await warehouse.append('visit', ['id'], [['meanwhile']])
      return [first, second, await ask()].map((rows) => rows[0]!.n)
    })
    expect(seen).toEqual([before, before, before])
    expect(await count()).toBe(before + 1)
  })

  test('lets go of its connection when its work fails, or does not wait for what it asked', async () => {
    for (let turn = 0; turn < 6; turn += 1) {
      const work = warehouse.snapshot(async (facts) => {
        void facts.query(sql`select nothing from nowhere`).catch(() => {})
        throw new Error(`turn ${turn}`)
      })
      await expect(work).rejects.toThrow(`turn ${turn}`)
    }
    expect(await count()).toBeGreaterThan(0)
  })

  test('says of what follows a failure why it failed', async () => {
    const work = warehouse.snapshot(async (facts) => {
      await facts.query(sql`select 'n/a'::int`).catch(() => {})
      await facts.query(sql`select 1`)
    })
    await expect(work).rejects.toThrow(/Could not convert string 'n\/a'/)
  })

  test('writes nothing', async () => {
    const work = warehouse.snapshot((facts) =>
      facts.query(sql`insert into visit (id) values ('x')`),
    )
    await expect(work).rejects.toThrow(/read.only/i)
  })
})

describe('what is written', () => {
  test('is there when the file is opened again', async () => {
    const file = join(folder, 'again.duckdb')
    for (const expected of [0, 1, 2]) {
      const again = await openWarehouse({ file })
      await again.query(sql`create table if not exists thing (n bigint)`)
      expect(await again.query(sql`select n from thing`)).toHaveLength(expected)
      await again.append('thing', ['n'], [[1]])
      await again.close()
    }
  })

  test('cannot be read around the facts: statements see no files', async () => {
    await expect(warehouse.query(sql`select * from read_text('/etc/hostname')`)).rejects.toThrow(
      'disabled',
    )
  })

  test('a statement that needs more memory than it may have spills or fails by name, and the next works', async () => {
    const small = await openWarehouse({ memory: true, memoryLimit: '20MB', threads: 1 })
    const greedy = small.query(
      sql`select list(n order by n desc) as all from range(10000000) r (n)`,
    )
    await expect(greedy).rejects.toMatchObject({ name: 'WarehouseError', trouble: 'memory' })
    expect(await small.query(sql`select 1 as n`)).toEqual([{ n: 1 }])
    await small.close()
  })
})

describe('a file that cannot be opened', () => {
  test('because another process has it: the process is named', async () => {
    const file = join(folder, 'held.duckdb')
    const holder = spawn(process.execPath, [
      '--input-type=module',
      '-e',
      `import { openWarehouse } from ${JSON.stringify(import.meta.resolve('./index.ts'))}
       await openWarehouse({ file: ${JSON.stringify(file)} }); console.log('open'); setInterval(() => {}, 1e6)`,
    ])
    await once(holder.stdout, 'data')
    await expect(openWarehouse({ file })).rejects.toMatchObject({
      trouble: 'locked',
      pid: holder.pid,
      message: expect.stringContaining(
        `the warehouse held.duckdb is open in process ${holder.pid}`,
      ),
    })
    holder.kill('SIGKILL')
    await once(holder, 'exit')
    await (await openWarehouse({ file })).close()
  })

  test('because it is something else: it says so, but not where it lies, and is left as it was', async () => {
    const file = join(folder, 'letter.duckdb')
    const letter = 'Dear reader, '.repeat(1000)
    await writeFile(file, letter)
    const error = await openWarehouse({ file }).catch((caught: unknown) => caught)
    expect(error).toMatchObject({
      trouble: 'corrupt',
      message: expect.stringMatching(/^the warehouse letter\.duckdb is damaged .*linchpin rebuild/),
    })
    expect(String(error)).not.toContain(folder)
    expect(await readFile(file, 'utf8')).toBe(letter)
  })
})
