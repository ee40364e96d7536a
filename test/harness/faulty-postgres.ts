import { once } from 'node:events'
import { connect, createServer, type AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'

/** What happens to a connection. */
export type ConnectionFault =
  /** It is as good as any. */
  | 'none'
  /** It ends as soon as it is ready: greeting and end come in one packet, before anybody has it. */
  | 'cut'
  /** It becomes ready, and then says nothing more, as when its host has vanished. */
  | 'mute'

export interface FaultyPostgres {
  readonly url: string
  /** How many connections were made. */
  readonly connections: () => number
}

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

/** A way to a PostgreSQL which does to the n-th connection (from 0) what it is told. */
export async function faultyPostgres(
  target: string,
  faultOf: (connection: number) => ConnectionFault,
): Promise<FaultyPostgres> {
  const { hostname, port } = new URL(target)
  let connections = 0
  const server = createServer((client) => {
    const onward = connect(Number(port), hostname)
    const fault = faultOf(connections++)
    client.on('error', () => onward.destroy())
    onward.on('error', () => client.destroy())
    client.on('close', () => onward.destroy())
    onward.on('close', () => client.end())
    client.pipe(onward)
    onward.on('data', (chunk: Buffer) => {
      if (fault === 'none' || !chunk.subarray(-ready.length).equals(ready)) {
        client.write(chunk)
      } else if (fault === 'cut') {
        client.end(Buffer.concat([chunk, shutDown]))
        onward.destroy()
      } else {
        client.write(chunk)
        client.unpipe(onward).resume()
      }
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  const url = new URL(target)
  url.port = String((server.address() as AddressInfo).port)
  return { url: url.href, connections: () => connections }
}
