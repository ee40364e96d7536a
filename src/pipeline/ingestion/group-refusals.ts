import { finalPath, type Contract, type Refusal } from '../../contracts/index.ts'
import type { Trouble } from '../../exceptions/index.ts'

export interface RefusedRecord {
  readonly refusal: Refusal
  readonly raw: Buffer
}

/** Records that were refused for the same cause: one exception, however many they are. */
export interface RefusalGroup {
  readonly trouble: Trouble
  readonly records: readonly RefusedRecord[]
}

const sampleLength = 2_000

/** Groups refused records by failure mode and field, and says each group's trouble in a sentence. */
export function groupRefusals(
  contract: Contract,
  refused: readonly RefusedRecord[],
): RefusalGroup[] {
  const groups = Map.groupBy(refused, ({ refusal }) => `${refusal.mode} ${fieldOf(refusal)}`)
  return [...groups.values()].map((records) => {
    const { refusal, raw } = records[0]!
    const { mode } = refusal
    const field = fieldOf(refusal)
    const path = finalPath(
      mode === 'drift' ? contract.failures.drift.changed : contract.failures[mode],
    )
    const to = path.path === 'ignore' ? {} : { route: path.route, due: path.due }
    return {
      records,
      trouble: {
        ...to,
        mode,
        contract: contract.name,
        owner: contract.owner,
        title: field
          ? `${contract.name}: records are held back because of ${field}`
          : `${contract.name}: records are held back (${mode})`,
        about: field,
        detail: {
          field,
          reason: refusal.reason,
          sample: raw.toString('utf8', 0, sampleLength),
        },
        times: records.length,
      },
    }
  })
}

/** The field without positions in lists: `items/3/price` is the same trouble as `items/7/price`. */
export const fieldOf = ({ at }: Pick<Refusal, 'at'>): string =>
  at.replace(/(^|\/)\d+(?=\/|$)/g, '$1*')
