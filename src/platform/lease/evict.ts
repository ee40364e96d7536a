import type { Queryable } from '../database/index.ts'
import type { Log } from '../log.ts'
import { processIdentity } from '../process-identity.ts'
import { cutLock, type LeaseRow } from './store.ts'

/**
 * Parts a holder that hangs from its lease: cuts its connection, and kills it if it is a process of
 * this machine. Cut off, it could write nothing more; but it would keep its files open and locked.
 */
export async function evict(
  { db, log, host: here }: { db: Queryable; log: Log; host: string },
  name: string,
  { host, pid, started, ageMs }: LeaseRow,
): Promise<void> {
  log.warn({ lease: name, host, holder: pid, ageMs }, 'the holder hangs: it is cut off')
  await cutLock(db, name)
  if (host !== here || pid === process.pid) return
  if (started === '' || (await processIdentity(pid)) !== started) return
  try {
    process.kill(pid, 'SIGKILL')
  } catch (error) {
    log.warn({ error, holder: pid }, 'the holder that hangs cannot be killed')
  }
}
