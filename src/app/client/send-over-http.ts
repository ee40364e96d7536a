import { request, type IncomingMessage } from 'node:http'
import { buffer } from 'node:stream/consumers'

/** The app went away before it had answered. */
export class BrokenConnection extends Error {
  override name = 'BrokenConnection'
}

/**
 * Carries a request to an app on this machine, and waits for its answer for as long as the app is there:
 * `fetch` gives up after five minutes, and a replay of all that is held may take longer.
 * @throws BrokenConnection
 */
export async function sendOverHttp(asked: Request): Promise<Response> {
  const body = Buffer.from(await asked.arrayBuffer())
  try {
    const answer = await ask(asked, body)
    const content = await buffer(answer)
    const headers = Object.entries(answer.headersDistinct).flatMap(([name, values = []]) =>
      values.map((value): [string, string] => [name, value]),
    )
    return new Response(content.length > 0 ? content : null, {
      status: answer.statusCode!,
      headers,
    })
  } catch (error) {
    throw new BrokenConnection('the connection broke', { cause: error })
  }
}

const ask = ({ url, method, headers }: Request, body: Buffer): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    const given = { ...Object.fromEntries(headers), 'content-length': body.length }
    // Each time a new connection: one that is kept may be closed at the moment at which it is used again.
    request(url, { method, headers: given, agent: false }, resolve).on('error', reject).end(body)
  })
