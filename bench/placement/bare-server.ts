/** The baseline: a bare node:http server that answers everything with a body of the size named. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

const body = 'x'.repeat(Number(process.argv[2]))
const length = String(body.length)
const server = createServer((_, res) => {
  res.writeHead(200, { 'content-type': 'application/json', 'content-length': length })
  res.end(body)
})
server.listen(0, '127.0.0.1', () =>
  process.send?.({ port: (server.address() as AddressInfo).port }),
)
process.once('disconnect', () => process.exit())
