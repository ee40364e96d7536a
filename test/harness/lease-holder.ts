/**
 * A process to be killed and stopped: tries for the lease 'test', and writes its mark each 20 ms while
 * it holds it. It stops on SIGUSR2. Arguments: the database's address, the mark, the file for the marks, the machine's name.
 */
import { appendFileSync } from 'node:fs'
import { openLog } from '../../src/platform/log.ts'
import { holdLease, type HeldLease } from '../../src/platform/lease/index.ts'

const [url = '', mark = '', file = '', host = ''] = process.argv.slice(2)
const say = (word: string) => process.stdout.write(`${word}\n`)

const keeper = await holdLease({
  url,
  name: 'test',
  host,
  log: openLog({ name: 'holder', level: 'fatal' }),
  onHeld: async (lease) => {
    say(`held ${lease.token}`)
    void write(lease)
  },
  onLost: () => void say('lost'),
})
process.once('SIGTERM', () => void keeper.release())
// Between two turns, so never between the question whether it may write and the writing.
process.on('SIGUSR2', () => process.kill(process.pid, 'SIGSTOP'))

async function write(lease: HeldLease): Promise<void> {
  try {
    for (;;) {
      await lease.assertHeld()
      appendFileSync(file, `${mark}\n`)
      await new Promise((next) => setTimeout(next, 20))
    }
  } catch {
    say('refused')
  }
}
