import { answerFrom, placementsPath, type EdgeAnswer, type EdgeRequest } from './answer.ts'
import { exposureRecord, type Exposure } from './exposure.ts'
import { ofrepFrom, ofrepPath } from './ofrep.ts'
import { readVariantTable } from './variant-table.ts'

/** What the worker is told by its environment. */
export interface WorkerSettings {
  /** The key-value store that holds the table under `variant-table`; or else: */
  readonly LINCHPIN_TABLES?: {
    get(key: string, options: { cacheTtl: number }): Promise<string | null>
  }
  /** Where the app serves it, `https://app.example.com/api/variant-table`, and an api key of the scope `read`. */
  readonly LINCHPIN_TABLE_URL?: string
  readonly LINCHPIN_TABLE_KEY?: string
  /** The Linchpin edge that takes exposures, as `https://events.example.com`, and a write key of the scope `edge`. */
  readonly LINCHPIN_COLLECTOR_URL?: string
  readonly LINCHPIN_WRITE_KEY?: string
}

interface WorkerContext {
  /** Lets work go on after the answer. */
  waitUntil(work: Promise<unknown>): void
}

interface Worker {
  fetch(request: Request, settings: WorkerSettings, context: WorkerContext): Promise<Response>
}

/** How old a table in memory may grow, and how soon to look again while there is none. */
const freshMs = { withTable: 10_000, without: 1_000 }

/**
 * The edge as a fetch handler, for Cloudflare Workers and their like. Only the first request of a cold
 * start waits for the table; later ones are answered from memory while a newer table is fetched.
 */
export function createWorker(): Worker {
  let answer = answerFrom(undefined)
  let evaluate = ofrepFrom(undefined)
  let hasTable = false
  let lookedAt = 0
  let loading: Promise<void> | undefined

  const load = async (settings: WorkerSettings): Promise<void> => {
    lookedAt = Date.now()
    try {
      const table = readVariantTable(await fetchTable(settings))
      if (!table.ok) throw new Error(table.error)
      answer = answerFrom(table.value)
      evaluate = ofrepFrom(table.value)
      hasTable = true
    } finally {
      loading = undefined
    }
  }

  return {
    async fetch(request, settings, context) {
      const asked = requestOf(request)
      const isOfrep = asked.url.startsWith(ofrepPath)
      if (!isOfrep && !asked.url.startsWith(placementsPath)) {
        return new Response('not found', { status: 404 })
      }
      const body = isOfrep ? await request.text() : ''
      const isDue = Date.now() - lookedAt > (hasTable ? freshMs.withTable : freshMs.without)
      if (isDue && !loading) {
        loading = load(settings)
        // A failed refresh is seen in the worker's log; the table at hand goes on being served.
        context.waitUntil(loading)
      }
      if (!hasTable && loading) await loading.catch(() => {})
      const given = isOfrep ? evaluate({ ...asked, body }) : answer(asked)
      if (given.exposure) context.waitUntil(report(given.exposure, settings))
      return responseOf(given)
    },
  }
}

export default createWorker()

async function fetchTable(settings: WorkerSettings): Promise<string> {
  if (settings.LINCHPIN_TABLES) {
    const text = await settings.LINCHPIN_TABLES.get('variant-table', { cacheTtl: 60 })
    if (text === null) throw new Error('the key-value store holds no variant-table')
    return text
  }
  if (!settings.LINCHPIN_TABLE_URL) {
    throw new Error(
      'bind LINCHPIN_TABLES or set LINCHPIN_TABLE_URL: the worker has no table to read',
    )
  }
  const key = settings.LINCHPIN_TABLE_KEY
  const answer = await fetch(settings.LINCHPIN_TABLE_URL, {
    headers: key ? { authorization: `Bearer ${key}` } : {},
    signal: AbortSignal.timeout(5_000),
  })
  if (!answer.ok) throw new Error(`${settings.LINCHPIN_TABLE_URL} answered ${answer.status}`)
  const { table } = (await answer.json()) as { table: unknown }
  return JSON.stringify(table)
}

/** Sends an exposure to the collector. The id makes it safe to send again when the answer is lost. */
async function report(exposure: Exposure, settings: WorkerSettings): Promise<void> {
  const { LINCHPIN_COLLECTOR_URL: collector, LINCHPIN_WRITE_KEY: key } = settings
  if (!collector || !key) {
    throw new Error('set LINCHPIN_COLLECTOR_URL and LINCHPIN_WRITE_KEY: an exposure was not logged')
  }
  const body = exposureRecord(crypto.randomUUID(), new Date().toISOString(), exposure)
  const attempt = async (): Promise<void> => {
    const answer = await fetch(new URL('/edge/v1/exposures', collector), {
      method: 'POST',
      headers: {
        authorization: `Basic ${btoa(`${key}:`)}`,
        'content-type': 'application/x-ndjson',
      },
      body,
      signal: AbortSignal.timeout(10_000),
    })
    if (!answer.ok)
      throw new Error(`an exposure was not logged: the collector answered ${answer.status}`)
  }
  await attempt().catch(attempt)
}

function requestOf(request: Request): EdgeRequest {
  const { method, headers, url } = request
  return {
    method,
    url: url.slice(url.indexOf('/', url.indexOf('//') + 2)),
    headers: Object.fromEntries(headers),
  }
}

function responseOf({ status, headers, body }: EdgeAnswer): Response {
  const pairs = headers.flatMap((name, n) =>
    n % 2 === 0 ? [[name, headers[n + 1]!] as [string, string]] : [],
  )
  return new Response(body === '' ? null : body, { status, headers: pairs })
}
