import { createHmac } from 'node:crypto'
import { betterAuth } from 'better-auth/minimal'
import { APIError } from 'better-auth/api'
import { getAdapter } from 'better-auth/db/adapter'
import { openPool, type Database } from '../platform/database/index.ts'
import { digest } from '../platform/digest.ts'
import type { Log } from '../platform/log.ts'
import { authOptions } from './auth-options.ts'
import { hashTokens } from './hash-tokens.ts'
import { openSession } from './open-session.ts'
import { secretOf, selectSuspended } from './store.ts'

export interface AuthDeps {
  readonly db: Database
  readonly log: Log
  /** Whether people come by https. */
  readonly secure: boolean
}

/** The header by which better-auth is told who calls; what a caller claims in others is not believed. */
export const addressHeader = 'x-linchpin-address'

export type Auth = Awaited<ReturnType<typeof openAuth>>

/** Opens better-auth over our database. */
export async function openAuth({ db, log, secure }: AuthDeps) {
  const pool = openPool({
    url: db.url,
    name: 'linchpin-accounts',
    connections: 4,
    onBroken: (error) => log.warn({ error }, 'a database connection broke'),
  })
  const secret = await secretOf(db)
  const options = {
    ...authOptions,
    secret,
    plugins: [openSession],
    logger: { level: 'error' as const, log: listen(log) },
    databaseHooks: {
      session: {
        create: {
          before: async ({ userId }: { userId: string }) => {
            if (await selectSuspended(db, userId)) throw new APIError('FORBIDDEN')
          },
        },
      },
    },
    advanced: {
      cookiePrefix: 'linchpin',
      useSecureCookies: secure,
      // Two workspaces on one machine share a host, and with it their cookies.
      cookies: { session_token: { name: `linchpin-${digest(secret).slice(0, 8)}` } },
      ipAddress: { ipAddressHeaders: [addressHeader] },
      database: { generateId: () => crypto.randomUUID() },
    },
  }
  const adapter = hashTokens(await getAdapter({ ...options, database: pool }))
  const auth = betterAuth({ ...options, database: () => adapter })
  const { password, authCookies } = await auth.$context
  return {
    api: auth.api,
    password,
    cookie: authCookies.sessionToken.name,
    /** What only we can make of these words, in base64url. */
    sign: (...words: readonly string[]) =>
      createHmac('sha256', secret).update(JSON.stringify(words)).digest('base64url'),
    close: () => pool.end(),
  }
}

/** Its sentences go to our log; what it would add to them may be somebody's, and stays out. */
const listen =
  (log: Log) =>
  (level: string, message: string): void =>
    log[level === 'error' ? 'error' : 'warn']({ from: 'better-auth' }, message)
