import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

const rows = Array.from({ length: 200 }, (_, n) => `<tr><td>/page/${n}</td><td>${n}</td></tr>`)
const html = `<!doctype html><html lang="en"><title>Bare</title><h1>Bare</h1><table>${rows.join('')}</table></html>`

/** A page without a script, as node:http alone serves it. */
export async function bareServer(): Promise<{ address: string; close: () => void }> {
  const server = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(html)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return { address: `http://127.0.0.1:${port}`, close: () => server.close() }
}
