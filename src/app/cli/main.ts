import { runCli } from './run-cli.ts'

// Whoever reads our output may stop reading (`linchpin report … | head`). That is no failure, and no reason
// to end before what the command opened is closed.
let isRead = true
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  isRead = false
})

process.exitCode = await runCli(process.argv.slice(2), {
  out: (text) => isRead && process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  isTerminal: process.stderr.isTTY,
  cwd: process.cwd(),
  env: process.env,
})
