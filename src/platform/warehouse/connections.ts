import type { DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'

/** A few connections, each used by one caller at a time; further callers wait their turn. */
export interface Connections {
  use<T>(work: (connection: DuckDBConnection) => Promise<T>): Promise<T>
  /** Interrupts what runs, refuses what waits, and returns when all connections are closed. */
  close(): Promise<void>
}

/** Opens at most `most` connections, and only when they are needed. */
export function openConnections(instance: DuckDBInstance, most: number): Connections {
  const idle: DuckDBConnection[] = []
  const busy = new Set<DuckDBConnection>()
  const waiting: { go: () => void; refuse: (error: Error) => void }[] = []
  let taken = 0
  let closed = false
  let drained: (() => void) | undefined

  const enter = async (): Promise<void> => {
    if (closed) throw new Error('the warehouse is closed')
    if (taken < most) {
      taken += 1
      return
    }
    await new Promise<void>((go, refuse) => waiting.push({ go, refuse }))
  }
  const leave = (): void => {
    const next = waiting.shift()
    if (next) return next.go()
    taken -= 1
    if (taken === 0) drained?.()
  }

  return {
    async use(work) {
      await enter()
      let connection: DuckDBConnection | undefined
      try {
        connection = idle.pop() ?? (await instance.connect())
        busy.add(connection)
        return await work(connection)
      } finally {
        if (connection) {
          busy.delete(connection)
          idle.push(connection)
        }
        leave()
      }
    },
    async close() {
      closed = true
      for (const { refuse } of waiting.splice(0)) refuse(new Error('the warehouse is closed'))
      for (const connection of busy) connection.interrupt()
      if (taken > 0) await new Promise<void>((resolve) => (drained = resolve))
      for (const connection of idle.splice(0)) connection.closeSync()
    },
  }
}
