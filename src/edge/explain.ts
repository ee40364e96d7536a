import { restrictionsIn } from './arms.ts'
import { bucketOf } from './bucket.ts'
import { choiceOf, pick, type Asker, type Choice } from './choose.ts'
import type { PreparedPlacement } from './prepare.ts'
import type { TableRestriction } from './variant-table.ts'

/** Why somebody sees what they see. */
export interface Explanation {
  readonly choice: Choice
  /** Where the unit falls, 0 to 9999; absent without an identifier to choose by. */
  readonly bucket?: number
  /** What units from this region may see, and from which bucket to before which. */
  readonly arms: readonly { variant: string; from: number; to: number; propensity: number }[]
  /** The restrictions that may hold there; all of them where the region is not known. */
  readonly restricted: readonly TableRestriction[]
}

/** Explains a choice by the very numbers that choose. Asking shows nothing to anybody. */
export function explain(prepared: PreparedPlacement, asker: Asker): Explanation {
  const picked = pick(prepared, asker)
  const isNobody = picked === 'no-unit' || picked === 'bad-unit'
  return {
    choice: choiceOf(prepared, picked),
    ...(isNobody ? {} : { bucket: bucketOf(prepared.seeded, asker.unit!) }),
    arms: prepared.armsIn(asker.region).map(({ variant, from, to, propensity }) => ({
      variant: variant.name,
      from,
      to,
      propensity,
    })),
    restricted: restrictionsIn(prepared.placement.restrictions, asker.region),
  }
}
