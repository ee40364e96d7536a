import { createServer, type AddressInfo } from 'node:net'
import { CliError } from './cli-error.ts'

/**
 * A port that can be listened on: the given one, or for 0 a free one.
 * @param option the option that chooses it, for the message
 * @throws CliError that names the port and the option
 */
export async function choosePort(
  option: string,
  given: string | boolean,
  host: string,
): Promise<number> {
  const wanted = Number(given)
  if (!/^\d{1,5}$/.test(String(given)) || wanted > 65_535) {
    throw new CliError(2, `${option} ${given}: write a port from 1 to 65535, or 0 for a free one`)
  }
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', ({ code, message }: NodeJS.ErrnoException) =>
      reject(new CliError(1, explain(code, message, wanted, option, host))),
    )
    server.listen(wanted, host, () => {
      const { port } = server.address() as AddressInfo
      server.close(() => resolve(port))
    })
  })
}

function explain(
  code: string | undefined,
  message: string,
  port: number,
  option: string,
  host: string,
): string {
  if (code === 'EADDRINUSE') {
    return `port ${port} is in use: stop what listens there, or choose another with ${option}`
  }
  if (code === 'EACCES') {
    return `port ${port} needs special rights: choose one above 1023 with ${option}`
  }
  return `cannot listen on ${host}:${port} (${message}); LINCHPIN_HOST and ${option} choose where`
}
