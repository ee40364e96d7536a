/** What a client that never gives up has sent, and what it was told. */
export interface Sent {
  /** The messageIds of every event whose request was answered 200. */
  readonly acknowledged: ReadonlySet<string>
  /** How many requests had to be repeated. */
  readonly retries: number
}

export interface SendOptions {
  readonly edgeUrl: string
  readonly writeKey: string
  readonly events: number
  /** Told after each acknowledged batch, and waited for; drills use it to strike at a known moment. */
  readonly onProgress?: (acknowledged: number) => Promise<void> | void
}

const batchSize = 100
const senders = 4
const patience = 60_000

/**
 * Sends track events in batches, as an SDK would, and repeats with the same messageIds whatever was
 * not answered 200: a cut connection, a 429, a 5xx.
 */
export async function sendEvents(options: SendOptions): Promise<Sent> {
  const batches = Array.from({ length: Math.ceil(options.events / batchSize) }, (_, batch) =>
    Array.from({ length: batchSize }, (_, n) => `drill-${batch}-${n}`),
  )
  const acknowledged = new Set<string>()
  let retries = 0
  const work = async (): Promise<void> => {
    for (let ids = batches.pop(); ids; ids = batches.pop()) {
      const deadline = Date.now() + patience
      while (!(await sendBatch(options, ids))) {
        retries += 1
        if (Date.now() > deadline) throw new Error(`${ids[0]} was not taken within a minute`)
        await new Promise((resolve) => setTimeout(resolve, 100))
      }
      for (const id of ids) acknowledged.add(id)
      await options.onProgress?.(acknowledged.size)
    }
  }
  await Promise.all(Array.from({ length: senders }, work))
  return { acknowledged, retries }
}

async function sendBatch(
  { edgeUrl, writeKey }: SendOptions,
  ids: readonly string[],
): Promise<boolean> {
  const batch = ids.map((messageId) => ({
    type: 'track',
    event: 'Drilled',
    messageId,
    anonymousId: messageId,
    timestamp: '2026-03-01T12:00:00.000Z',
  }))
  try {
    const response = await fetch(`${edgeUrl}/v1/batch`, {
      method: 'POST',
      headers: { authorization: `Basic ${Buffer.from(`${writeKey}:`).toString('base64')}` },
      body: JSON.stringify({ batch, sentAt: new Date().toISOString() }),
      signal: AbortSignal.timeout(10_000),
    })
    await response.arrayBuffer()
    return response.status === 200
  } catch {
    // The connection was cut, or nobody listens: the same events go out again.
    return false
  }
}
