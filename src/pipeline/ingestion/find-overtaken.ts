import { whenChanged, type Contract } from '../../contracts/index.ts'
import type { Queryable } from '../../platform/database/index.ts'
import { selectLandedSince, type HeldRecord } from './quarantine-store.ts'
import type { Rejudged } from './rejudge.ts'
import { verdictOf } from './verdict.ts'

/** A record that has a verdict, and no further question: `late` is one that a newer one overtook. */
export type Sorted = Rejudged & { readonly late?: true }

/** Where and when a record came in. */
export const originOf = ({ contract, source, run, receivedAt, cameAt }: HeldRecord): string =>
  JSON.stringify([contract, source, run, receivedAt, cameAt])

const reason = 'a newer record of its key has landed since it was held'
const unclear =
  'a record of its key landed out of the same batch, and which of the two came last cannot be told; ' +
  'dismiss it, or send the right one again'

/**
 * Finds records of one origin that a newer one of their key overtook while they were held. Where sound
 * records say when they changed, `land` finds that out; otherwise it goes by when they came. A record
 * that is still bad is overtaken, too, once its sender has sent it again, mended: nothing is lost by
 * leaving it out.
 *
 * Of a batch of which some landed and some were held, nobody wrote down which came last: there, what is
 * held is left to a person.
 * @param landedBefore the newest position as the replay began: what it has landed itself came in order
 */
export async function findOvertaken(
  db: Queryable,
  group: readonly Rejudged[],
  landedBefore: number,
): Promise<readonly Sorted[]> {
  const { contract, held } = group[0]!
  if (contract.keep === 'first') return group
  const marks = group.map(markOf)
  const keys = marks.flatMap((mark) => (mark ? [mark.key] : []))
  if (keys.length === 0) return group
  const landed = await selectLandedSince(db, contract.name, keys, held.cameAt, landedBefore)
  return group.map((each, n): Sorted => {
    const mark = marks[n]
    const newer = mark && landed.get(mark.key)
    if (newer?.sameMoment) return leftToPerson(each)
    if (!newer || (mark.changedAt && newer.changedAt && newer.changedAt < mark.changedAt)) {
      return each
    }
    if (verdictOf(contract, 'late') !== 'filter') {
      return { ...each, now: { verdict: 'stay', refusal: { mode: 'late', at: '', reason } } }
    }
    return {
      ...each,
      late: true,
      now: {
        verdict: 'go',
        record: { malformed: each.held.raw, reason },
        judgement: { verdict: 'filter', reason },
      },
    }
  })
}

/** What is still bad says itself what keeps it. */
const leftToPerson = (each: Rejudged): Sorted =>
  each.now.verdict === 'stay'
    ? each
    : {
        ...each,
        now: { verdict: 'stay', refusal: { mode: 'conflict', at: '', reason: unclear } },
      }

interface Mark {
  readonly key: string
  readonly changedAt: Date | undefined
}

/** What a record goes by; undefined where `land` looks at it, or where it cannot be told. */
function markOf({ contract, held, now }: Rejudged): Mark | undefined {
  if (now.verdict === 'stay') return markOfBad(contract, held)
  if (now.judgement.verdict !== 'land' || now.judgement.changedAt) return undefined
  return { key: now.judgement.key, changedAt: undefined }
}

/** A record that breaks its contract may still say which one it is; whatever its functions make of it is no more than a guess. */
function markOfBad(contract: Contract, { raw, receivedAt }: HeldRecord): Mark | undefined {
  try {
    const payload = JSON.parse(raw.toString()) as unknown
    const key: unknown = contract.key(payload)
    if (typeof key !== 'string' || key === '') return undefined
    const changedAt = whenChanged(contract, payload, receivedAt)
    return changedAt.ok ? { key, changedAt: changedAt.value } : undefined
  } catch {
    return undefined
  }
}
