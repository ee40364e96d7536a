import { expect, test } from 'vitest'
import { sql } from '../../platform/database/index.ts'
import { openWarehouse } from '../../platform/warehouse/index.ts'
import { createFactTables } from './create-fact-tables.ts'
import { factSchema } from './fact-schema.ts'

test('a kind of fact has a table with its columns in snake_case; money and references take two', () => {
  expect(factSchema['contactRole']).toEqual({
    name: 'contact_role',
    columns: [
      { name: 'id', type: 'VARCHAR' },
      { name: 'contract', type: 'VARCHAR' },
      { name: 'system', type: 'VARCHAR' },
      { name: 'version', type: 'BIGINT' },
      { name: 'opportunity', type: 'VARCHAR' },
      { name: 'opportunity_system', type: 'VARCHAR', of: 'opportunity' },
      { name: 'person', type: 'VARCHAR' },
    ],
  })
  expect(factSchema['revenue']!.columns.slice(4, 7)).toEqual([
    { name: 'amount_micros', type: 'BIGINT' },
    { name: 'amount_currency', type: 'VARCHAR' },
    { name: 'at', type: 'TIMESTAMP' },
  ])
  expect(factSchema['identity']).toBeUndefined()
})

test('tables are made once, and what is in them stays', async () => {
  const warehouse = await openWarehouse({ memory: true })
  await createFactTables(warehouse)
  await warehouse.append('touch', ['id', 'at'], [['a', new Date(0)]])
  await createFactTables(warehouse)
  expect(await warehouse.query(sql`select id, t.at, landing_page from touch t`)).toEqual([
    { id: 'a', at: new Date(0), landing_page: null },
  ])
  expect(await warehouse.query(sql`select position from progress`)).toEqual([{ position: 0 }])
  await warehouse.close()
})

test('facts of another version ask to be made anew, and nothing is changed', async () => {
  const warehouse = await openWarehouse({ memory: true })
  await createFactTables(warehouse)
  await warehouse.query(sql`drop table goal`)
  for (const older of [
    sql`update progress set facts_version = facts_version - 1`,
    sql`alter table progress drop column facts_version`,
  ]) {
    await warehouse.query(older)
    await expect(createFactTables(warehouse)).rejects.toThrow('another version of Linchpin')
    await expect(warehouse.query(sql`select 1 from goal`)).rejects.toThrow('goal')
  }
  await warehouse.close()
})

test('a column that a newer version brings is added; one of another type asks for a rebuild', async () => {
  const warehouse = await openWarehouse({ memory: true })
  await warehouse.query(sql`create table spend (id varchar, contract varchar, version bigint)`)
  await warehouse.query(sql`insert into spend values ('a', 'crm', 1)`)
  await createFactTables(warehouse)
  expect(await warehouse.query(sql`select id, campaign, t.at from spend t`)).toEqual([
    { id: 'a', campaign: null, at: null },
  ])
  await warehouse.query(sql`alter table spend alter "at" type varchar`)
  await warehouse.query(sql`drop table goal`)
  await expect(createFactTables(warehouse)).rejects.toThrow(
    'holds spend.at as VARCHAR, and this version writes TIMESTAMP. Make the facts again: `linchpin rebuild`',
  )
  await expect(warehouse.query(sql`select 1 from goal`)).rejects.toThrow('goal')
  await warehouse.close()
})
