/** A parent to be killed: runs PostgreSQL and two roles until it is asked to stop. Arguments: the state folder, the diary. */
import { startLinchpin } from '../../src/app/supervise/start-linchpin.ts'
import { waitForSignal } from '../../src/app/supervise/wait-for-signal.ts'
import { openLog } from '../../src/platform/log.ts'

const [folder = '', diary = ''] = process.argv.slice(2)
const entry = new URL('role.ts', import.meta.url)
const signalled = waitForSignal()
const linchpin = await startLinchpin({
  log: openLog({ name: 'start', level: 'silent' }),
  postgresFolder: folder,
  roles: () =>
    ['app', 'edge'].map((name) => ({
      name,
      entry,
      env: { ROLE_NAME: name, ROLE_DIARY: diary, ROLE_TEMPER: 'calm' },
    })),
})
process.stdout.write('ready\n')
process.stdout.write(`stopping on ${await signalled}\n`)
await linchpin.stop()
