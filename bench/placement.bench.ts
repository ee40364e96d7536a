import autocannon from 'autocannon'
import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { definePlacement } from '../src/personalization/define.ts'
import { publishTable, rank } from '../src/personalization/index.ts'
import { systemClock } from '../src/platform/clock.ts'
import { sql } from '../src/platform/database/index.ts'
import { freePort } from '../test/harness/free-port.ts'
import { benchPlace } from './harness/bench-place.ts'
import type { Bench, Reading } from './harness/bench.ts'
import { percentile, type PacedLoad } from './harness/paced-load.ts'

/** Placements from the edge role as `linchpin start` runs it: every answer's exposure is logged and lands in PostgreSQL. */
export const bench: Bench = {
  name: 'placement',
  unit: 'requests/s',
  better: 'higher',
  baselineName: 'bare node:http answer of the same size',
  rounds: 3,
  bar: { ratio: 0.6, also: { 'p99 at half load, ms': 5 } },
  async prepare(say) {
    const place = await benchPlace()
    const { folder, url, db } = place
    await publishTable({ db, clock: systemClock }, rank([hero], []))
    const config = `import { defineWorkspace } from 'linchpin'\nexport default defineWorkspace({ name: 'bench' })\n`
    await writeFile(join(folder, 'linchpin.config.ts'), config)

    const edgePort = await freePort()
    const edge = await launch(new URL('../src/app/edge-role.ts', import.meta.url), [], {
      LINCHPIN_WORKSPACE: folder,
      LINCHPIN_EDGE_PORT: String(edgePort),
      DATABASE_URL: url,
    })
    const at = `http://127.0.0.1:${edgePort}`
    await untilReady(at)
    const sample = await (await fetch(`${at}${pathOf(1)}`)).text()
    say(`a body has ${sample.length} bytes`)
    const bare = await launch(new URL('./placement/bare-server.ts', import.meta.url), [
      String(sample.length),
    ])
    const { port: barePort } = bare.message as { port: number }

    return {
      async subject(): Promise<Reading> {
        const figure = await requestsPerSecond(edgePort)
        // What the full load left to be forwarded must not weigh on the half load, nor on the next round.
        await untilForwarded(at)
        const closed = await latencyAtHalf(edgePort, figure)
        await untilForwarded(at)
        // Nor must what PostgreSQL would tidy up of it, at a moment of its own choosing.
        await db.query(sql`vacuum (analyze) signal`)
        await db.query(sql`checkpoint`)
        const half = { rate: figure / 2, seconds: 3, paths, connections: 64 }
        const took = await paced({ ...half, port: edgePort })
        await untilForwarded(at)
        const bareTook = await paced({ ...half, port: barePort })
        await untilForwarded(at)
        return {
          figure,
          also: {
            // Counted from the moment each was due. The bar is on this one: visitors do not wait for one another.
            'p99 at half load, ms': percentile(took, 0.99),
            'p99 of the bare server at that rate, ms': percentile(bareTook, 0.99),
            'p99 with visitors who wait, ms': closed,
          },
        }
      },
      baseline: async () => ({ figure: await requestsPerSecond(barePort) }),
      async close() {
        await Promise.all([edge, bare].map(({ child }) => stop(child)))
        const [row] = await db.query<{ count: number }>(sql`select count(*) from signal`)
        say(`${row?.count} exposures are signals`)
        await place.close()
      },
    }
  },
}

const hero = definePlacement({
  name: 'hero',
  fallback: 'calm',
  variants: ['calm', 'bold', 'loud'].map((name) => ({
    name,
    content: { title: 'Know which content earns pipeline', button: 'Try it', tone: name },
  })),
  restrictions: [{ regions: ['DE'], variants: ['bold'], because: 'the claim needs a source' }],
})

const pathOf = (visitor: number) =>
  `/edge/v1/placements/hero?unit=anonymous%3A7f3a9c1e-${visitor}&region=${visitor % 3 ? 'FR' : 'DE'}`

const paths = Array.from({ length: 1_000 }, (_, n) => pathOf(n))

/** As many requests as so many visitors can make who each wait for their answer. */
async function visit(port: number, connections: number, duration: number) {
  const result = await autocannon({
    url: `http://127.0.0.1:${port}`,
    connections,
    duration,
    requests: paths.map((path) => ({ path })),
  })
  const { requests, latency, non2xx, errors } = result
  if (non2xx + errors > 0) throw new Error(`${non2xx + errors} requests were not answered`)
  return { rate: requests.total / result.duration, p99: latency.p99 }
}

const requestsPerSecond = async (port: number): Promise<number> => (await visit(port, 64, 5)).rate

/** The p99 in milliseconds with just so many visitors that they make half of the full rate. */
async function latencyAtHalf(port: number, full: number): Promise<number> {
  let connections = 1
  while ((await visit(port, connections, 1)).rate < full / 2) connections += 1
  return (await visit(port, connections, 3)).p99
}

/** Room enough for what a request leaves behind that its collector seldom runs while it measures. */
const clientFlags = ['--max-semi-space-size=64']

/** How long each request took, in milliseconds, from a client in a process of its own. */
async function paced(load: PacedLoad): Promise<number[]> {
  const client = fork(new URL('./placement/paced-client.ts', import.meta.url), {
    execArgv: clientFlags,
  })
  await once(client, 'message')
  client.send(load)
  const [took] = (await once(client, 'message')) as [number[]]
  await stop(client)
  return took
}

async function launch(file: URL, args: readonly string[], env: Record<string, string> = {}) {
  const child = fork(file, args, { env: { ...process.env, LOG_LEVEL: 'error', ...env } })
  const [message] = (await once(child, 'message')) as [unknown]
  return { child, message }
}

async function stop(child: ChildProcess): Promise<void> {
  const exited = once(child, 'exit')
  child.disconnect()
  await exited
}

async function untilReady(at: string): Promise<void> {
  while (!(await fetch(`${at}/readyz`)).ok) await new Promise((resolve) => setTimeout(resolve, 50))
}

async function untilForwarded(at: string): Promise<void> {
  for (;;) {
    const metrics = await (await fetch(`${at}/metrics`)).text()
    if (/^linchpin_exposure_spool_bytes\S* 0$/m.test(metrics)) return
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
}
