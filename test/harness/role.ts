/** A role to be killed and stopped. ROLE_TEMPER: calm, stubborn (ignores SIGTERM), broken (cannot start), slow (starts for ever). */
import { appendFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { liveAsRole } from '../../src/app/supervise/live-as-role.ts'
import { openLog } from '../../src/platform/log.ts'

const { ROLE_NAME = '', ROLE_TEMPER = 'calm', ROLE_DIARY = '' } = process.env
const note = (word: string) => appendFileSync(ROLE_DIARY, `${ROLE_NAME} ${word} ${process.pid}\n`)

await liveAsRole({
  log: openLog({ name: ROLE_NAME, level: 'silent' }),
  aliveMs: 500,
  ...(ROLE_TEMPER === 'slow' ? { deadlineMs: 300 } : {}),
  start: async () => {
    if (ROLE_TEMPER === 'broken') throw new Error('port 4400 is taken')
    const server = createServer().listen(0, '127.0.0.1')
    note('starts')
    if (ROLE_TEMPER === 'slow') await new Promise(() => {})
    return async () => {
      if (ROLE_TEMPER === 'stubborn') await new Promise(() => {})
      note('stops')
      server.close()
    }
  },
})
