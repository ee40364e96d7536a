import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { randomBytes } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { testContext } from '../../../test/harness/test-context.ts'
import { until } from '../../../test/harness/until.ts'
import { defineContract, defineSystem, standardPaths, t } from '../../contracts/define.ts'
import { collector, csv, defineSource, jsonLines } from '../../pipeline/ingestion/define.ts'
import { openMetrics } from '../../platform/metrics.ts'
import { sql } from '../../platform/database/index.ts'
import type { Problem } from '../../platform/problem.ts'
import type { AnswerOf, Api } from '../api.ts'
import type { AppContext } from '../context.ts'
import { createServer } from '../server/server.ts'
import { handlersOf } from './handlers.ts'

type Preview = AnswerOf<Api['uploadFile']>
type Pull = AnswerOf<Api['showPull']>

const contract = (name: string) =>
  defineContract({
    name,
    version: '1.0.0',
    from: defineSystem({ name: 'crm' }),
    owner: 'revops',
    payload: t.Object({ id: t.String(), amount: t.Number(), stage: t.Optional(t.String()) }),
    key: ({ id }) => id,
    filter: ({ stage }) => (stage === 'test' ? 'it is a test deal' : undefined),
    text: { decimal: '.' },
    failures: standardPaths({ owner: 'revops' }),
    becomes: () => [],
  })

type Body = string | Buffer | ReadableStream

const token = randomBytes(32).toString('base64url')
let context: AppContext
let app: ReturnType<typeof createServer>

beforeAll(async () => {
  context = await testContext({
    sources: [
      defineSource({ name: 'deals', contract: contract('crm.deals'), from: csv('exports/deals') }),
      defineSource({ name: 'notes', contract: contract('crm.notes'), from: jsonLines('notes') }),
      defineSource({ name: 'web', contract: contract('web.events'), from: collector() }),
    ],
  })
  app = createServer({
    ...context,
    keys: { check: async () => undefined },
    localToken: token,
    version: '0.0.0',
    handlers: handlersOf(context),
    metrics: openMetrics({ role: 'app' }),
    missing: async () => [],
  })
})

const send = (method: string, path: string, body?: Body) =>
  app.request(path, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/octet-stream' },
    ...(body === undefined ? {} : { body, duplex: 'half' }),
  })

async function upload(source: string, file: string, body: Body): Promise<Preview> {
  const path = `/api/sources/${source}/uploads?file=${encodeURIComponent(file)}`
  const answer = await send('POST', path, body)
  expect(answer.status).toBe(201)
  return (await answer.json()) as Preview
}

const discard = ({ source, upload: id }: Preview) =>
  send('DELETE', `/api/sources/${source}/uploads/${id}`)

async function land(source: string, { upload: id }: Preview): Promise<Pull> {
  const answer = await send('POST', `/api/sources/${source}/uploads/${id}/land`)
  expect(answer.status).toBe(202)
  const started = (await answer.json()) as Pull
  let pull = started
  await until(async () => {
    pull = (await (await send('GET', `/api/pulls/${started.id}`)).json()) as Pull
    return pull.state === 'done' || pull.state === 'failed'
  })
  return pull
}

const signals = async (name: string) =>
  (await context.db.query(sql`select 1 from signal where contract = ${name}`)).length

const waitingFiles = () =>
  readdir(join(context.stateFolder, 'uploads'), { recursive: true, withFileTypes: true })
    .catch(() => [])
    .then((found) => found.filter((each) => each.isFile() && each.parentPath.includes('waiting')))

const table = [
  'id;amount;stage;colour',
  'd1;120.50;won;red',
  'd2;none;open;',
  'd1;120.50;won;red',
  'd3;7;test;',
  'd4;9',
  'd5;8;open;blue',
].join('\n')

describe('an upload', () => {
  test('is judged before anything lands: what would become of it, and why', async () => {
    const seen = await upload('deals', '../Deals May.csv', table)
    expect(seen).toMatchObject({
      file: 'Deals May.csv',
      encoding: 'utf-8',
      delimiter: ';',
      columns: ['id', 'amount', 'stage', 'colour'],
      added: ['colour'],
      absent: [],
      problem: null,
      complete: true,
      counts: { read: 6, landed: 2, duplicate: 1, filtered: 1, quarantined: 2 },
    })
    expect(seen.rows.map(({ fate }) => fate)).toEqual([
      'land',
      'quarantine',
      'duplicate',
      'filter',
      'quarantine',
      'land',
    ])
    expect(seen.rows[1]).toMatchObject({
      number: 2,
      at: 'amount',
      cells: ['d2', 'none', 'open', ''],
    })
    expect(seen.rows[3]).toMatchObject({ reason: 'it is a test deal' })
    expect(seen.rows[4]).toMatchObject({ mode: 'malformed', text: 'd4;9\n' })
    expect(seen.reasons).toHaveLength(4)
    expect(await signals('crm.deals')).toBe(0)
    expect(await context.db.query(sql`select 1 from run`)).toEqual([])

    await discard(seen)
    expect(await waitingFiles()).toEqual([])
  })

  test('lands through the door as it was foretold, and twice has one effect', async () => {
    const seen = await upload('deals', 'deals.csv', table)
    const first = await land('deals', seen)
    expect(first).toMatchObject({ state: 'done', result: { files: 1, ...seen.counts } })
    expect(await signals('crm.deals')).toBe(2)

    const again = await upload('deals', 'deals.csv', table)
    expect(again.counts).toEqual({ read: 6, landed: 0, duplicate: 5, filtered: 1, quarantined: 0 })
    expect((await land('deals', again)).result).toMatchObject(again.counts)
    expect(await signals('crm.deals')).toBe(2)
    // It is gone from those that wait, and cannot land once more.
    const path = `/api/sources/deals/uploads/${again.upload}/land`
    expect((await send('POST', path)).status).toBe(404)
  })

  test('is not read again with its source, where it could put old values over new ones', async () => {
    const older = await upload('notes', 'older.jsonl', '{"id":"n","amount":1}\n')
    await land('notes', older)
    await land('notes', await upload('notes', 'newer.jsonl', '{"id":"n","amount":2}\n'))
    const source = context.workspace.sources.find(({ name }) => name === 'notes')!
    const pull = context.pulls.start(source)
    await until(async () => context.pulls.find(pull.id)?.state !== 'running')
    expect(context.pulls.find(pull.id)?.result).toMatchObject({ read: 0 })
    expect(await signals('crm.notes')).toBe(2)
  })

  test('of JSON lines shows the fields of its records as columns', async () => {
    const lines = '{"id":"x","amount":1,"mood":{"good":true}}\n{"id":"y"}\n[1]\n'
    const seen = await upload('notes', 'notes.jsonl', lines)
    expect(seen).toMatchObject({
      delimiter: null,
      columns: ['id', 'amount', 'mood'],
      added: ['mood'],
      absent: ['stage'],
      counts: { read: 3, landed: 1, quarantined: 2 },
    })
    expect(seen.rows[0]!.cells).toEqual(['x', '1', '{"good":true}'])
    await discard(seen)
  })
})

describe('a file that cannot be read', () => {
  const cases: readonly [what: string, body: string | Buffer, said: RegExp][] = [
    ['is empty', '', /empty/],
    ['is a workbook', Buffer.from('504b0304140006', 'hex'), /Excel workbook/],
    ['lacks a column', 'id,betrag\n1,2\n', /no column 'amount'/],
    ['is JSON', '{"id":"1"}', /JSON/],
    ['is a picture', Buffer.from('89504e470d0a1a0a', 'hex'), /picture/],
    ['has NUL bytes', 'id,amount\0\n', /NUL/],
  ]
  for (const [what, body, said] of cases) {
    test(`${what}: it says so, and nothing of it is kept`, async () => {
      const seen = await upload('deals', 'x.csv', body)
      expect(seen.problem?.message).toMatch(said)
      expect(seen).toMatchObject({ upload: null, counts: { read: 0 } })
      expect(await waitingFiles()).toEqual([])
    })
  }

  test('has a line of another encoding: that line would be held, and it says why', async () => {
    const mixed = Buffer.concat([
      Buffer.from('id,amount,stage\nm1,1,größer\nm2,2,grün\nm3,3,gr'),
      Buffer.from([0xfc]),
      Buffer.from('n\n'),
    ])
    const seen = await upload('deals', 'mixed.csv', mixed)
    expect(seen.counts).toMatchObject({ read: 3, landed: 2, quarantined: 1 })
    expect(seen.rows[2]!.reason).toContain('bytes are not utf-8')
    await discard(seen)
  })
})

describe('an upload that is refused', () => {
  const problemOf = async (answer: Response) => (await answer.json()) as Problem

  test('where there is no such source, or it reads no files', async () => {
    expect((await send('POST', '/api/sources/none/uploads?file=a.csv', 'x')).status).toBe(404)
    const answer = await send('POST', '/api/sources/web/uploads?file=a.csv', 'x')
    expect(answer.status).toBe(409)
    expect((await problemOf(answer)).detail).toContain('collector')
  })

  test('when it is bigger than 64 MB, however it is sent; nothing of it is kept', async () => {
    const chunk = new Uint8Array(4 * 1024 * 1024).fill(97)
    let sent = 0
    const endless = new ReadableStream({
      pull(stream) {
        sent += 1
        stream.enqueue(chunk)
      },
    })
    const answer = await send('POST', '/api/sources/deals/uploads?file=big.csv', endless)
    expect(answer.status).toBe(413)
    expect((await problemOf(answer)).detail).toContain('64 MB')
    expect(sent).toBeLessThan(30)
    expect(await waitingFiles()).toEqual([])
  })

  test('when it breaks off; nothing of it is kept', async () => {
    const broken = new ReadableStream({
      start(stream) {
        stream.enqueue(Buffer.from('id,amount\n1,'))
      },
      pull(stream) {
        stream.error(Object.assign(new Error('gone'), { code: 'ECONNRESET' }))
      },
    })
    const answer = await send('POST', '/api/sources/deals/uploads?file=a.csv', broken)
    expect(answer.status).toBe(400)
    expect(await waitingFiles()).toEqual([])
  })

  test('when it is named by anything but its own id', async () => {
    for (const id of ['..%2f..%2fdeals', 'nothing', '0123456789abcdef-0123456789abcdef']) {
      const path = `/api/sources/deals/uploads/${id}`
      expect((await send('DELETE', path)).status).toBe(404)
      expect((await send('POST', `${path}/land`)).status).toBe(404)
    }
  })
})
