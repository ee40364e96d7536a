/**
 * A worker to be killed and stopped. Arguments: the database's address, its mark, and how many jobs of
 * three slow steps it starts itself. Each step notes in the table `did` that it was done, and by whom.
 */
import { openDatabase, sql } from '../../src/platform/database/index.ts'
import { openJobs, type JobContext } from '../../src/platform/jobs/index.ts'
import { openLog } from '../../src/platform/log.ts'

const [url = '', mark = '', count = '0'] = process.argv.slice(2)
const log = openLog({ name: mark, level: 'fatal' })
const db = openDatabase({ url, name: `worker-${mark}`, onBroken: () => {} })

const jobs = await openJobs({
  db,
  log,
  jobs: {
    'three steps': async (context: JobContext) => {
      for (const step of ['one', 'two', 'three']) {
        await context.step(step, async () => {
          await new Promise((next) => setTimeout(next, 700))
          await db.query(sql`
            insert into public.did (job, step, worker) values (${context.id}, ${step}, ${mark})`)
        })
      }
    },
  },
})
const starts = Array.from({ length: Number(count) }, (_, n) =>
  jobs.start('three steps', null, { id: `${mark}-${n}` }),
)
await Promise.all(starts)
process.stdout.write('started\n')
process.once('SIGTERM', () => {
  void jobs.close().then(() => db.close())
})
