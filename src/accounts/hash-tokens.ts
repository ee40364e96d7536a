import type { DBAdapter, DBTransactionAdapter, Where } from 'better-auth/adapters'
import { digest } from '../platform/digest.ts'

/**
 * Lets better-auth keep the digest of a session's token instead of the token: whoever reads the database,
 * or a copy of it, can sign in as nobody. It is told the token that it asked by.
 */
export function hashTokens(adapter: DBAdapter): DBAdapter {
  return {
    ...adapter,
    ...hashing(adapter),
    transaction: (work) => adapter.transaction((tx) => work({ ...tx, ...hashing(tx) })),
  }
}

type Hashing = Pick<
  DBTransactionAdapter,
  'create' | 'findOne' | 'findMany' | 'update' | 'updateMany' | 'delete' | 'deleteMany'
>

function hashing(adapter: DBTransactionAdapter): Hashing {
  return {
    async create<T extends Record<string, unknown>, R = T>(ask: {
      model: string
      data: Omit<T, 'id'>
    }) {
      const made = await adapter.create<T, R>({ ...ask, data: hashed(ask.model, ask.data) })
      return told(ask.model, ask.data as { token?: unknown }, made)
    },
    async findOne<T>(ask: { model: string; where: Where[] }) {
      const found = await adapter.findOne<T>({ ...ask, where: hashedWhere(ask.model, ask.where) })
      return told(ask.model, askedToken(ask.where), found)
    },
    async findMany<T>(ask: { model: string; where?: Where[] | undefined }) {
      return adapter.findMany<T>(
        ask.where ? { ...ask, where: hashedWhere(ask.model, ask.where) } : ask,
      )
    },
    async update<T>(ask: { model: string; where: Where[]; update: Record<string, unknown> }) {
      const where = hashedWhere(ask.model, ask.where)
      const update = hashed(ask.model, ask.update)
      return told(
        ask.model,
        askedToken(ask.where),
        await adapter.update<T>({ ...ask, where, update }),
      )
    },
    updateMany: (ask) =>
      adapter.updateMany({
        ...ask,
        where: hashedWhere(ask.model, ask.where),
        update: hashed(ask.model, ask.update),
      }),
    delete: (ask) => adapter.delete({ ...ask, where: hashedWhere(ask.model, ask.where) }),
    deleteMany: (ask) => adapter.deleteMany({ ...ask, where: hashedWhere(ask.model, ask.where) }),
  }
}

function hashed<T>(model: string, data: T): T {
  const { token } = data as { token?: unknown }
  if (model !== 'session' || typeof token !== 'string') return data
  return { ...data, token: digest(token) }
}

function hashedWhere(model: string, where: Where[]): Where[] {
  if (model !== 'session') return where
  return where.map((each) => {
    if (each.field !== 'token') return each
    const { value } = each
    if (typeof value === 'string') return { ...each, value: digest(value) }
    return Array.isArray(value) ? { ...each, value: value.map((one) => digest(String(one))) } : each
  })
}

const askedToken = (where: Where[]): { token?: unknown } => ({
  token: where.find(({ field, value }) => field === 'token' && typeof value === 'string')?.value,
})

/** The row with the token that was asked by, in the place of its digest. */
function told<R>(model: string, { token }: { token?: unknown }, row: R): R {
  if (model !== 'session' || typeof token !== 'string' || row === null) return row
  return { ...row, token }
}
