/** A launcher to be killed: starts the PostgreSQL in the folder named, says so, and stops it on SIGTERM. */
import { openLog } from '../../src/platform/log.ts'
import { startPostgres } from '../../src/platform/postgres/index.ts'

const log = openLog({ name: 'launcher', level: 'fatal' })
const server = await startPostgres({ folder: process.argv[2]!, log })
process.once('SIGTERM', () => void server.stop())
process.stdout.write(`${JSON.stringify({ url: server.url, adopted: server.adopted })}\n`)
