import { randomInt } from 'node:crypto'
import { createServer } from 'node:net'

/**
 * A port on the loopback address that nobody listens on at this moment. It is below those that a system
 * gives to whoever asks for any: none of them takes it before it is used.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(12_000, 32_000)
    if (await isFree(port)) return port
  }
}

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })
