import { describe, expect, test } from 'vitest'
import { deadlock } from '../../../test/harness/deadlock.ts'
import { fileLab } from '../../../test/harness/file-lab.ts'
import { sql } from '../../platform/database/index.ts'
import { accept } from './accept.ts'
import { csv } from './define.ts'
import { replay } from './replay.ts'

const { again, db, deps, held, name, path, pullFile, source, write } = fileLab()
const header = 'id,Amount (EUR),name\n'

/** The open exceptions that hold the two kinds of bad records, locked in the order in which a batch meets them. */
const locks = async () => {
  const rows = await db().query<{ id: number }>(
    sql`select id from exception where contract = ${name()} order by id`,
  )
  const [first, second] = rows.map(
    ({ id }) => sql`select from exception where id = ${id} for update`,
  )
  return { first: first!, second: second! }
}

describe('transactions that get into each other’s way', () => {
  test('hold the same record once, and both go on', async () => {
    const { contract } = source(csv('deals.csv'))
    const records = [{ malformed: Buffer.from('the same'), reason: 'it is broken' }]
    const one = () =>
      db().transaction(async (tx) => {
        const origin = { source: 'deals', receivedAt: new Date() }
        const counts = await accept(deps(), contract, records, { ...origin, within: tx })
        await new Promise((resolve) => setTimeout(resolve, 100))
        return counts
      })
    const counts = await Promise.all([one(), one()])
    const sum = (of: 'quarantined' | 'duplicate') => counts[0][of] + counts[1][of]
    expect([sum('quarantined'), sum('duplicate')]).toEqual([1, 1])
    expect(await held()).toHaveLength(1)
  })

  test('read a file all the same, when one had to be broken for the other', async () => {
    await pullFile('old.csv', `${header}1,x,a\n2,2\n`)
    await write('deals.csv', `${header}3,x,a\n4,4\n5,5,c\n`)
    const { over } = await deadlock(db(), await locks())
    expect(await again(csv('deals.csv'))).toMatchObject({ landed: 1, quarantined: 2 })
    await over
  })

  test('replay all the same, when one had to be broken for the other', async () => {
    await pullFile('old.csv', `${header}1,x,a\n2,2\n`)
    const { over } = await deadlock(db(), await locks())
    const { contract } = source(csv(path('old.csv')))
    const filter = { contract: name() }
    expect(await replay({ ...deps(), contracts: [contract] }, filter, { by: 'ana' })).toMatchObject(
      {
        value: { looked: 2, stayed: 2 },
      },
    )
    await over
  })
})
