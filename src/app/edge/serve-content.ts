import type { ContentReader } from '../../pipeline/execution/index.ts'
import type { Door } from './serve-edge.ts'

/** `/content/v1/…`: what is published, from memory. */
export const serveContent =
  (reader: Pick<ContentReader, 'answer'>): Door =>
  (req, res) => {
    const { method = 'GET', url = '/', headers } = req
    const answer = reader.answer({ method, path: url, headers })
    if (!answer) return false
    // What is left unread of a body would be taken for the next request.
    if (!req.complete) res.setHeader('connection', 'close')
    res.writeHead(answer.status, answer.headers).end(answer.body)
    return true
  }
