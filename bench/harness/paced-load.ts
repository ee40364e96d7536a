import { once } from 'node:events'
import { connect } from 'node:net'

export interface PacedLoad {
  readonly port: number
  /** Asked for in turn. */
  readonly paths: readonly string[]
  /** Requests per second, evenly spread, whatever the server does. */
  readonly rate: number
  readonly seconds: number
  readonly connections: number
}

/** What is asked in the first second is not counted: connections, and our own code, get warm in it. */
const warmUpMs = 1_000

/**
 * Sends requests at a fixed pace and returns how long each took, in milliseconds, counted from the
 * moment at which it was due: one that had to wait for a slow one before it has waited, too.
 */
export async function pacedLoad(load: PacedLoad): Promise<number[]> {
  const { port, paths, rate, seconds, connections } = load
  const visitors = await Promise.all(Array.from({ length: connections }, () => visitorOf(port)))
  const all = Math.round(rate * (seconds + warmUpMs / 1_000))
  const took: number[] = []
  const due: number[] = []
  const idle = [...visitors]
  const done = Promise.withResolvers<void>()
  let asked = 0
  let answered = 0

  const start = performance.now()
  const send = (): void => {
    while (due.length > 0 && idle.length > 0) {
      const at = due.shift()!
      const visitor = idle.pop()!
      visitor.ask(paths[asked++ % paths.length]!, (error) => {
        if (error) return done.reject(error)
        answered += 1
        if (at >= start + warmUpMs) took.push(performance.now() - at)
        idle.push(visitor)
        if (answered === all) done.resolve()
        send()
      })
    }
  }
  let planned = 0
  const pace = setInterval(() => {
    const by = Math.min(all, Math.floor(((performance.now() - start) * rate) / 1_000))
    while (planned < by) due.push(start + (planned++ * 1_000) / rate)
    send()
  }, 1)
  await done.promise.finally(() => {
    clearInterval(pace)
    for (const visitor of visitors) visitor.leave()
  })
  return took
}

/** One connection, with one request on it at a time. */
interface Visitor {
  ask(path: string, answered: (error?: Error) => void): void
  leave(): void
}

async function visitorOf(port: number): Promise<Visitor> {
  const socket = connect({ port, noDelay: true })
  await once(socket, 'connect')
  let answer: Buffer = Buffer.alloc(0)
  let answered: (error?: Error) => void = () => {}
  socket.on('error', (error) => answered(error))
  socket.on('data', (chunk: Buffer) => {
    answer = answer.length === 0 ? chunk : Buffer.concat([answer, chunk])
    if (!isWhole(answer)) return
    // Byte 9 starts the status; only what is wrong is worth making text of.
    const wrong = answer[9] === 0x32 ? undefined : new Error(answer.toString('latin1', 0, 200))
    answer = Buffer.alloc(0)
    answered(wrong)
  })
  return {
    ask(path, then) {
      answered = then
      socket.write(`GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n\r\n`)
    },
    leave: () => socket.destroy(),
  }
}

/** Whether an answer has come with all of its body. It runs on the cores that it measures, so it is frugal. */
function isWhole(answer: Buffer): boolean {
  const body = answer.indexOf('\r\n\r\n') + 4
  if (body === 3) return false
  const head = answer.toString('latin1', 0, body)
  const length = Number(/content-length: (\d+)/i.exec(head)?.[1] ?? 0)
  return answer.length >= body + length
}

/** The value that this share of the figures does not pass: `percentile(took, 0.99)`. */
export function percentile(figures: readonly number[], share: number): number {
  const sorted = figures.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}
