import { once } from 'node:events'
import { open } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Compile } from 'typebox/compile'
import { t } from '../../src/core/schema.ts'

/**
 * The baseline, a process of its own: the least that a durable intake can do. It parses, validates,
 * and commits to a file; the batches that come while one `fdatasync` runs share the next.
 */
const validator = Compile(
  t.Object({
    type: t.Enum(['track', 'identify', 'page', 'screen', 'group', 'alias']),
    messageId: t.String({ minLength: 1 }),
  }),
)
const file = await open(process.argv[2]!, 'a')
let gathered: Buffer[] = []
let waiting: (() => void)[] = []
let writing = false

async function commit(): Promise<void> {
  writing = true
  while (waiting.length > 0) {
    const [bytes, answers] = [Buffer.concat(gathered), waiting]
    ;[gathered, waiting] = [[], []]
    await file.write(bytes)
    await file.datasync()
    answers.forEach((answer) => answer())
  }
  writing = false
}

const server = createServer((request, response) => {
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  request.on('end', () => {
    const bytes = Buffer.concat(chunks)
    const { batch } = JSON.parse(bytes.toString('utf8')) as { batch: unknown[] }
    if (!batch.every((event) => validator.Check(event))) {
      response.writeHead(400).end()
      return
    }
    gathered.push(bytes)
    waiting.push(() => response.writeHead(200).end('{"success":true}'))
    if (!writing) void commit()
  })
})
server.listen(0, '127.0.0.1')
await once(server, 'listening')
process.send?.({ port: (server.address() as AddressInfo).port })
process.once('disconnect', () => process.exit(0))
