import { once } from 'node:events'
import { createServer, request as send, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'

/** What happens to a request on its way. */
export type Fault =
  /** It arrives and is answered. */
  | 'pass'
  /** It never arrives and nobody says so. */
  | 'hang'
  /** The connection breaks before it arrives. */
  | 'reset'
  /** It arrives and is answered, and the answer is lost. */
  | 'lose-answer'
  /** It is answered on the way. */
  | { readonly status: number; readonly headers?: Record<string, string> }

export interface FaultProxy {
  readonly url: string
  /** The status of each answer that came through, in order. */
  readonly statuses: readonly number[]
}

/** An HTTP proxy in front of a server, which does to the n-th request (from 0) what it is told. */
export async function faultProxy(target: string, fault: (n: number) => Fault): Promise<FaultProxy> {
  const statuses: number[] = []
  let asked = 0
  const server = createServer((request, response) => {
    const what = fault(asked++)
    request.on('error', () => {})
    if (what === 'hang') request.resume()
    else if (what === 'reset') request.socket.destroy()
    else if (what === 'pass' || what === 'lose-answer') {
      forward(target, request, response, what === 'pass', (status) => statuses.push(status))
    } else {
      request.resume()
      statuses.push(what.status)
      response.writeHead(what.status, what.headers).end()
    }
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, statuses }
}

function forward(
  target: string,
  request: IncomingMessage,
  response: ServerResponse,
  answers: boolean,
  answered: (status: number) => void,
): void {
  const { method, headers, url = '/' } = request
  const onward = send(new URL(url, target), { method, headers }, (answer) => {
    if (!answers) {
      answer.resume().on('end', () => request.socket.destroy())
      return
    }
    answered(answer.statusCode ?? 0)
    response.writeHead(answer.statusCode ?? 502, answer.headers)
    answer.pipe(response)
  })
  onward.on('error', () => request.socket.destroy())
  request.pipe(onward)
}
