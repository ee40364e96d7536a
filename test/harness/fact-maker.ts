/**
 * A process to be killed: keeps the warehouse and turns signals into facts. Says `serving` when the
 * warehouse is its own, and, without a lease, `writing` before each commit.
 * Arguments: the database's address, the warehouse's file, `lease` or `alone`.
 */
import { openDatabase } from '../../src/platform/database/index.ts'
import { openLog } from '../../src/platform/log.ts'
import { keepWarehouse } from '../../src/pipeline/processing/keep-warehouse.ts'
import { openFacts } from '../../src/pipeline/processing/open-facts.ts'
import { systemClock } from '../../src/platform/clock.ts'
import { drillContract } from './drill-contract.ts'

const [url = '', file = '', how = ''] = process.argv.slice(2)
const say = (word: string) => process.stdout.write(`${word}\n`)
const db = openDatabase({ url, name: 'fact-maker' })
const deps = {
  db,
  contracts: [drillContract],
  clock: systemClock,
  log: openLog({ name: 'fact-maker', level: 'fatal' }),
  routes: [],
}

if (how === 'lease') {
  const kept = await keepWarehouse(deps, { file })
  const look = setInterval(() => {
    if (kept.state().state !== 'serving') return
    clearInterval(look)
    say('serving')
  }, 20)
  process.once('SIGTERM', () => void kept.stop().then(() => db.close()))
} else {
  const facts = await openFacts({ ...deps, assertHeld: async () => void say('writing') }, { file })
  process.once('SIGTERM', () => {
    void facts.processing
      .caughtUp()
      .then(() => facts.close())
      .then(() => db.close())
  })
  say('serving')
}
