import type { Log } from '../log.ts'
import { openConnection, type Connection } from './connection.ts'

/** A connection that is made anew whenever it was lost. */
export interface Link {
  /** The connection, and whether it is another than at the last call. */
  open(): Promise<{ db: Connection; fresh: boolean }>
  /** Throws the connection away after a failure. Logged once in a row of failures. */
  failed(error: unknown, log: Log): Promise<void>
  worked(): void
  close(): Promise<void>
}

export function keepConnected(options: { readonly url: string; readonly name: string }): Link {
  let current: Connection | undefined
  let failing = false

  const drop = async (): Promise<void> => {
    const dropped = current
    current = undefined
    await dropped?.close()
  }
  return {
    async open() {
      if (current) return { db: current, fresh: false }
      const opened = await openConnection(options)
      current = opened
      void opened.lost.finally(() => {
        if (current === opened) current = undefined
      })
      return { db: opened, fresh: true }
    },
    async failed(error, log) {
      if (!failing) log.warn({ error }, `${options.name}: the database does not answer`)
      failing = true
      await drop()
    },
    worked: () => void (failing = false),
    close: drop,
  }
}
