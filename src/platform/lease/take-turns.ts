import { randomUUID } from 'node:crypto'
import { hostname } from 'node:os'
import { keepConnected, type Link, type Queryable } from '../database/index.ts'
import type { Log } from '../log.ts'
import { processIdentity } from '../process-identity.ts'
import { evict } from './evict.ts'
import type { LeaseOptions } from './hold-lease.ts'
import { deadMs, judgeLease } from './judge-lease.ts'
import {
  claimLease,
  findLease,
  giveBackLease,
  renewLease,
  tryLock,
  unlock,
  type Holder,
} from './store.ts'
import { assertSure, moment, type Tenure } from './tenure.ts'

export interface Turns {
  /** One look at the lease, and what follows from it. Never throws; a second caller joins the first. */
  take(): Promise<void>
  holds(): boolean
  /** Gives the lease back. */
  end(): Promise<void>
}

/** All that one who tries for a lease remembers. */
interface Seat extends LeaseOptions {
  readonly me: Holder
  readonly link: Link
  readonly take: () => Promise<void>
  tenure: Tenure | undefined
  /** The owner's answer to the last change; until it is done, the lease is not tried for again. */
  settling: Promise<void> | undefined
}

/** What a process does about a lease each second: renew it, or stand by for it. */
export async function takeTurns(options: LeaseOptions): Promise<Turns> {
  let taking: Promise<void> | undefined
  const take = (): Promise<void> =>
    (taking ??= look(seat)
      .then(() => seat.link.worked())
      .catch((error: unknown) => seat.link.failed(error, options.log))
      .finally(() => (taking = undefined)))
  const seat: Seat = {
    ...options,
    me: {
      id: randomUUID(),
      host: options.host ?? hostname(),
      pid: process.pid,
      started: (await processIdentity(process.pid)) ?? '',
    },
    link: keepConnected({ url: options.url, name: `linchpin-lease-${options.name}` }),
    take,
    tenure: undefined,
    settling: undefined,
  }
  return {
    take,
    holds: () => seat.tenure !== undefined,
    async end() {
      await seat.settling
      await giveBack(seat).catch((error: unknown) => cannotGiveBack(seat, error))
      await seat.link.close()
    },
  }
}

async function look(seat: Seat): Promise<void> {
  const { db, fresh } = await seat.link.open()
  if (seat.tenure) await renew(seat, seat.tenure, db, fresh)
  else if (!seat.settling) await standBy(seat, db)
}

async function standBy(seat: Seat, db: Queryable): Promise<void> {
  const { name, log, me } = seat
  const lease = await findLease(db, name)
  const verdict = judgeLease(lease)
  if (verdict === 'evict') return evict({ db, log, host: me.host }, name, lease!)
  if (verdict === 'wait' || !(await tryLock(db, name))) return
  const confirmed = moment()
  const token = await claimLease(db, name, me, { token: lease?.token ?? 0, deadMs })
  if (token === undefined) return unlock(db, name)
  const tenure: Tenure = { token, over: false, confirmed }
  seat.tenure = tenure
  log.info({ lease: name, token }, 'the lease is ours')
  const assertHeld = () => assertSure(tenure, seat.take)
  settle(seat, async () => {
    try {
      await seat.onHeld({ token, assertHeld })
    } catch (error) {
      log.error({ error, lease: name }, 'the lease is given back: its holder could not begin')
      await giveBack(seat)
    }
  })
}

async function renew(seat: Seat, tenure: Tenure, db: Queryable, fresh: boolean): Promise<void> {
  const { name, log } = seat
  const asked = moment()
  // The lock went with the old connection, unless the database has not noticed yet: then it is
  // not needed, as the row alone says who holds the lease.
  if (fresh) await tryLock(db, name)
  if (await renewLease(db, name, tenure.token)) {
    tenure.confirmed = asked
    return
  }
  tenure.over = true
  seat.tenure = undefined
  log.warn({ lease: name, token: tenure.token }, 'another process has taken the lease')
  if (fresh) await unlock(db, name)
  settle(seat, seat.onLost)
}

function settle(seat: Seat, work: () => void | Promise<void>): void {
  const settling = (seat.settling ?? Promise.resolve())
    .then(work)
    .catch((error: unknown) => cannotGiveBack(seat, error))
    .finally(() => {
      if (seat.settling === settling) seat.settling = undefined
    })
  seat.settling = settling
}

async function giveBack(seat: Seat): Promise<void> {
  const { tenure, name } = seat
  if (!tenure) return
  tenure.over = true
  seat.tenure = undefined
  const { db } = await seat.link.open()
  await giveBackLease(db, name, tenure.token)
  await unlock(db, name)
}

const cannotGiveBack = ({ log, name }: { log: Log; name: string }, error: unknown): void =>
  log.warn({ error, lease: name }, 'the lease could not be settled; it ends by itself')
