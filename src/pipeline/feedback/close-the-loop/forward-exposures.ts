import {
  storeSurely,
  type AcceptDeps,
  type Acceptance,
  type Incoming,
} from '../../ingestion/index.ts'
import { exposures } from './exposures.ts'

/** Small enough that judging a batch does not hold up the answers that the same process gives. */
const batchSize = 100

/**
 * Sends logged exposures, JSON lines, in through the front door. A line that is cut off or broken is
 * held apart with the reason, and the others go on. When it returns, all of it is on disk; after a
 * failure the same text may be sent again, since exposures carry their ids.
 *
 * @param from the edge that logged them
 * @param rest called after each batch with the milliseconds that it took; the next one waits for it
 */
export async function forwardExposures(
  deps: AcceptDeps,
  text: Buffer,
  from: string,
  rest: (tookMs: number) => Promise<void> = async () => {},
): Promise<Acceptance> {
  const total = { read: 0, landed: 0, duplicate: 0, filtered: 0, quarantined: 0 }
  for (let batch = nextBatch(text, 0); batch; batch = nextBatch(text, batch.end)) {
    const started = performance.now()
    const receivedAt = deps.clock.now()
    const done = await storeSurely(deps, exposures, batch.records, { source: from, receivedAt })
    for (const count of Object.keys(total) as (keyof Acceptance)[]) total[count] += done[count]
    await rest(performance.now() - started)
  }
  return total
}

/** The records that start at a byte, and where the next ones start; undefined when there are no more. */
function nextBatch(text: Buffer, start: number): { records: Incoming[]; end: number } | undefined {
  const records: Incoming[] = []
  let at = start
  while (at < text.length && records.length < batchSize) {
    const newline = text.indexOf(10, at)
    const end = newline === -1 ? text.length : newline
    if (end > at) records.push(recordOf(text.subarray(at, end), newline !== -1))
    at = end + 1
  }
  return records.length > 0 ? { records, end: at } : undefined
}

function recordOf(line: Buffer, isWhole: boolean): Incoming {
  const json = line.toString()
  try {
    return { raw: JSON.parse(json) as unknown, json }
  } catch (error) {
    const reason = isWhole ? (error as Error).message : 'the line was cut off while it was written'
    // A copy: the line is a window on a whole file that must not be kept for its sake.
    return { malformed: Buffer.from(line), reason }
  }
}
