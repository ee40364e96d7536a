import { once } from 'node:events'
import { connect, createServer, type AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'

/** The server is ready for a statement: the last bytes of a connection's greeting. */
const ready = Buffer.from([0x5a, 0, 0, 0, 5, 0x49])

/** What PostgreSQL says to whoever is connected when it is shut down. */
const shutDown = ((): Buffer => {
  const fields = ['SFATAL', 'VFATAL', 'C57P01', 'Mterminating connection', ''].join('\0')
  const body = Buffer.from(`${fields}\0`)
  const head = Buffer.alloc(5, 'E')
  head.writeInt32BE(body.length + 4, 1)
  return Buffer.concat([head, body])
})()

/**
 * The address of a PostgreSQL that ends the n-th connection (from 0) in the moment in which it is ready:
 * greeting and end come in one packet, before whoever asked for the connection has it.
 */
export async function cuttingProxy(
  target: string,
  isCut: (connection: number) => boolean,
): Promise<string> {
  const { hostname, port } = new URL(target)
  let connections = 0
  const server = createServer((client) => {
    const onward = connect(Number(port), hostname)
    const cuts = isCut(connections++)
    client.on('error', () => onward.destroy())
    onward.on('error', () => client.destroy())
    client.on('close', () => onward.destroy())
    client.pipe(onward)
    onward.on('data', (chunk: Buffer) => {
      if (!cuts || !chunk.subarray(-ready.length).equals(ready)) return void client.write(chunk)
      client.end(Buffer.concat([chunk, shutDown]))
      onward.destroy()
    })
    onward.on('close', () => client.end())
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  const url = new URL(target)
  url.port = String((server.address() as AddressInfo).port)
  return url.href
}
