import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import fc from 'fast-check'
import { expect, onTestFinished, test } from 'vitest'
import { contentFolder } from '../../../test/harness/content-folder.ts'
import { testDatabase } from '../../../test/harness/test-database.ts'
import { defineContent } from '../../pipeline/execution/define.ts'
import { createContentReader, publishFolder } from '../../pipeline/execution/index.ts'
import { systemClock } from '../../platform/clock.ts'
import { openLog } from '../../platform/log.ts'
import { serveContent } from './serve-content.ts'

test('the edge serves what is published, and no request brings it down', async () => {
  const db = await testDatabase()
  const { folder, write } = await contentFolder()
  await write({ 'blog/hello.md': '---\ntitle: Grüß Gott\n---\nHello.\n' })
  const url = 'https://example.com/:slug'
  const blog = defineContent({ name: 'blog', title: 'Blog', folder: 'blog', url })
  await publishFolder({ db, clock: systemClock, routes: [], folder, by: 'ana' }, blog)
  const reader = createContentReader({ db, log: openLog({ name: 'edge', level: 'silent' }) })
  await reader.loaded
  const door = serveContent(reader)
  const server = createServer((req, res) => void (door(req, res) || res.writeHead(404).end()))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(async () => {
    server.closeAllConnections()
    server.close()
    await reader.close()
  })
  const at = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  const answer = await fetch(`${at}/content/v1/blog/hello`)
  expect(await answer.json()).toMatchObject({ title: 'Grüß Gott', html: '<p>Hello.</p>\n' })
  const headers = { 'if-none-match': answer.headers.get('etag')! }
  expect((await fetch(`${at}/content/v1/blog/hello`, { headers })).status).toBe(304)
  const head = await fetch(`${at}/content/v1/blog`, { method: 'HEAD' })
  expect([head.status, await head.text()]).toEqual([200, ''])
  const post = await fetch(`${at}/content/v1/blog`, { method: 'POST', body: 'x'.repeat(100_000) })
  expect(post.status).toBe(405)
  expect((await fetch(`${at}/elsewhere`)).status).toBe(404)

  fc.assert(
    fc.property(fc.string(), fc.string(), (path, header) => {
      const given = { 'if-none-match': header, 'if-modified-since': header }
      const request = { method: 'GET', path: `/content/v1/${path}`, headers: given }
      expect(reader.answer(request)?.status).toBeGreaterThanOrEqual(200)
      const place = Buffer.from(path).toString('base64url')
      const list = { ...request, path: `/content/v1/blog?after=${place}&topic=${path}` }
      expect(reader.answer(list)?.status).toBeGreaterThanOrEqual(200)
    }),
  )
})
