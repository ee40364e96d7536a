import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { until } from '../../test/harness/until.ts'
import { freePort } from '../../test/harness/free-port.ts'
import { testDatabase } from '../../test/harness/test-database.ts'
import { definePlacement } from '../personalization/define.ts'
import { publishTable, rank } from '../personalization/index.ts'
import { systemClock } from '../platform/clock.ts'
import { sql } from '../platform/database/index.ts'
import { createKey } from '../platform/secrets/index.ts'

const db = await testDatabase()
const hero = definePlacement({
  name: 'hero',
  fallback: 'calm',
  variants: [
    { name: 'calm', content: 1 },
    { name: 'bold', content: 2 },
  ],
})

let workspace: string
let children: ChildProcess[] = []
beforeEach(() => {
  workspace = mkdtempSync(join(tmpdir(), 'linchpin-edge-role-'))
  writeFileSync(
    join(workspace, 'linchpin.config.ts'),
    `import { defineWorkspace } from 'linchpin'\nexport default defineWorkspace({ name: 'test' })\n`,
  )
})
afterEach(async () => {
  for (const child of children) if (child.exitCode === null) child.kill('SIGKILL')
  children = []
  rmSync(workspace, { recursive: true, force: true })
})

async function start(
  port: number,
  databaseUrl = db.url,
  more: Record<string, string> = {},
): Promise<ChildProcess> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'edge-role.ts')], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    env: {
      ...process.env,
      LINCHPIN_WORKSPACE: workspace,
      LINCHPIN_EDGE_PORT: String(port),
      DATABASE_URL: databaseUrl,
      LOG_LEVEL: 'silent',
      ...more,
    },
  })
  children.push(child)
  const [message] = (await once(child, 'message')) as [unknown]
  expect(message).toEqual({ ready: true })
  return child
}

test(
  'killed in the middle of answers, it has logged every one of them, once',
  { timeout: 60_000 },
  async () => {
    await publishTable({ db, clock: systemClock }, rank([hero], []))
    const port = await freePort()
    const first = await start(port)
    const at = `http://127.0.0.1:${port}`
    await until(async () => (await fetch(`${at}/readyz`)).ok)

    const answered = new Set<string>()
    let asked = 0
    const visit = async (): Promise<void> => {
      for (;;) {
        const unit = `anonymous:${asked++}`
        const answer = await fetch(`${at}/edge/v1/placements/hero?unit=${unit}&region=FR`).catch(
          () => undefined,
        )
        if (!answer?.ok) return
        answered.add(unit)
        if (answered.size === 1_500) first.kill('SIGKILL')
      }
    }
    await Promise.all(Array.from({ length: 20 }, visit))
    expect(answered.size).toBeGreaterThanOrEqual(1_500)

    await start(port)
    const logged = async () => {
      const rows = await db.query<{ unit: string }>(
        sql`select payload ->> 'unit' as unit from signal where contract = 'linchpin.exposures'`,
      )
      return rows.map(({ unit }) => unit)
    }
    await until(async () => (await logged()).length >= answered.size)
    const units = await logged()
    const once = new Set(units)
    expect(once.size).toBe(units.length)
    expect([...answered].filter((unit) => !once.has(unit))).toEqual([])
  },
)

test(
  'starts without a database, stops cleanly on SIGTERM and when its parent is gone',
  { timeout: 60_000 },
  async () => {
    const nowhere = 'postgres://x:x@127.0.0.1:1/x'
    for (const end of [
      (child: ChildProcess) => void child.kill('SIGTERM'),
      (child: ChildProcess) => child.disconnect(),
    ]) {
      const child = await start(await freePort(), nowhere)
      const exited = once(child, 'exit')
      end(child)
      expect(await exited).toEqual([0, null])
    }
  },
)

test(
  'tells browsers its public address, whatever a proxy passes on',
  { timeout: 60_000 },
  async () => {
    const port = await freePort()
    const { key } = await createKey({ db }, { kind: 'write', name: 'website' })
    await start(port, db.url, { LINCHPIN_EDGE_PUBLIC_URL: 'https://events.example/' })
    const answer = await fetch(`http://127.0.0.1:${port}/v1/projects/${key}/settings`)
    expect(await answer.json()).toMatchObject({
      integrations: { 'Segment.io': { apiHost: 'events.example/v1', protocol: 'https' } },
    })
  },
)
