import { err, ok, type Result } from '../core/result.ts'
import { placementsPath, type Asker, type EdgeExplanation } from '../edge/index.ts'

/** What an edge said, and how long it took to say it. */
export interface EdgeAnswered {
  readonly explanation: EdgeExplanation
  readonly tookMs: number
}

/** No placement of a page waits this long for an edge, so a person need not either. */
const patienceMs = 1_500

/**
 * Asks a running edge why somebody sees what they see. The edge itself decides, from the table that it
 * serves at this moment; asking logs no exposure.
 * @returns a sentence that says what is wrong with the edge
 */
export async function askEdge(
  edgeUrl: string,
  placement: string,
  { unit, region }: Asker,
): Promise<Result<EdgeAnswered, string>> {
  const url = new URL(`${placementsPath}${encodeURIComponent(placement)}/why`, edgeUrl)
  if (unit) url.searchParams.set('unit', unit)
  if (region) url.searchParams.set('region', region)
  const started = performance.now()
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(patienceMs) })
    const body = (await answer.json()) as Partial<EdgeExplanation & { detail: string }> | null
    if (!answer.ok)
      return err(`it answered ${answer.status}: ${body?.detail ?? 'without a reason'}`)
    if (!isExplanation(body))
      return err('it answered something else: is an older edge running there?')
    return ok({ explanation: body, tookMs: performance.now() - started })
  } catch (error) {
    return err(reasonOf(error as Error))
  }
}

/** Whatever listens there may answer. */
const isExplanation = (body: Partial<EdgeExplanation> | null): body is EdgeExplanation =>
  Number.isSafeInteger(body?.choice?.table) &&
  Array.isArray(body?.arms) &&
  Array.isArray(body.restricted)

/** How an edge is. */
export interface EdgeState {
  /** What it is not ready for want of, in its own words; null when it is ready. */
  readonly waitsFor: string | null
  readonly tookMs: number
  /** Exposures on its disk that are not yet forwarded; null when it does not say. */
  readonly spoolBytes: number | null
}

/**
 * Asks a running edge whether it is ready, and how much it has yet to send.
 * @returns a sentence that says what is wrong with the edge
 */
export async function askEdgeState(edgeUrl: string): Promise<Result<EdgeState, string>> {
  const started = performance.now()
  const ask = (path: string) =>
    fetch(new URL(path, edgeUrl), { signal: AbortSignal.timeout(patienceMs) })
  try {
    const counts = ask('/metrics').then(spoolBytesIn, () => null)
    const answer = await ask('/readyz')
    const body = (await answer.json()) as { detail?: string } | null
    const tookMs = performance.now() - started
    if (!answer.ok && answer.status !== 503) return err(`it answered ${answer.status}`)
    const waitsFor = answer.ok ? null : (body?.detail ?? 'it gives no reason')
    return ok({ waitsFor, tookMs, spoolBytes: await counts })
  } catch (error) {
    return err(reasonOf(error as Error))
  }
}

async function spoolBytesIn(answer: Response): Promise<number | null> {
  const text = await answer.text().catch(() => '')
  const found = /^linchpin_exposure_spool_bytes(?:\{.*\})? (\d\S*)$/m.exec(text)
  return found ? Number(found[1]) : null
}

function reasonOf(error: Error): string {
  if (error.name === 'TimeoutError') return `it did not answer within ${patienceMs / 1_000} s`
  const code = (error.cause as { code?: string } | undefined)?.code
  if (code === 'ECONNREFUSED') return 'nothing listens there'
  if (error instanceof SyntaxError) return 'it answered something that is no JSON'
  return `it could not be reached${code ? ` (${code})` : ''}`
}
