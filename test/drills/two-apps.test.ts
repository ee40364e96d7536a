import { expect, test } from 'vitest'
import { createKey } from '../harness/create-key.ts'
import { drillWorkspace } from '../harness/drill-workspace.ts'
import { sendEvents } from '../harness/event-sender.ts'
import { goalsOf } from '../harness/facts-of.ts'
import { startLinchpin, type LinchpinProcess } from '../harness/linchpin-process.ts'
import { postgresServer } from '../harness/postgres-server.ts'

const events = 10_000

/** Who runs processing: the app says so itself. */
async function holdsWarehouse({ appUrl }: LinchpinProcess, token: string): Promise<boolean> {
  const response = await fetch(`${appUrl}/api/status`, {
    headers: { authorization: `Bearer ${token}` },
  })
  const { facts } = (await response.json()) as { facts: { state: string } }
  return facts.state === 'serving'
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 30_000
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error('it did not come about within 30 seconds')
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
}

for (const [how, signal] of [
  ['killed', 'SIGKILL'],
  ['hung', 'SIGSTOP'],
] as const) {
  test(`two apps on one database, the one that holds the warehouse is ${how}: the other takes over, nothing lost, nothing doubled`, async () => {
    const postgres = await postgresServer()
    const env = { DATABASE_URL: postgres.url }
    const first = await startLinchpin({ workspace: await drillWorkspace(), env })
    const second = await startLinchpin({ workspace: await drillWorkspace(), env })
    const writeKey = await createKey(first.workspace, 'write', env)
    const token = await createKey(first.workspace, 'api', env)

    await until(() => holdsWarehouse(first, token))
    expect(await holdsWarehouse(second, token)).toBe(false)

    // The parent would start its app anew within a second, so the two go together.
    let struck: readonly number[] = []
    const strike = (signal: NodeJS.Signals): void => {
      for (const pid of struck) process.kill(pid, signal)
    }
    const sent = await sendEvents({
      edgeUrl: second.edgeUrl,
      writeKey,
      events,
      onProgress: (acknowledged) => {
        if (struck.length > 0 || acknowledged < events / 2) return
        struck = [first.pid, first.pidOf('app')!]
        strike(signal)
      },
    })
    await until(() => holdsWarehouse(second, token))
    // The hung app was killed for good by who took over, and its parent starts a new one that stands by.
    if (signal === 'SIGSTOP') process.kill(first.pid, 'SIGCONT')

    const goals = await goalsOf(second.workspace, events, env)
    expect([...sent.acknowledged].filter((id) => !goals.has(id))).toEqual([])
    expect([...goals].filter(([, times]) => times !== 1)).toEqual([])
    expect(await first.stop()).toBe(signal === 'SIGSTOP' ? 0 : null)
    expect(await second.stop()).toBe(0)
  })
}
