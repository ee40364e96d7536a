import { formatCount, formatMany } from '../ui/format.ts'
import type { DryRun } from './replay-many.ts'

/** What a dry run found, as a sentence: "36 would land, 2 stay held." */
export function dryRunWords({ land, filter, stay }: DryRun): string {
  if (land + filter + stay === 0) return 'Nothing is held here.'
  const parts = [
    land > 0 && `${formatCount(land)} would land`,
    filter > 0 && `${formatCount(filter)} would be filtered`,
    stay > 0 && `${formatCount(stay)} would stay held`,
  ]
  return `${parts.filter(Boolean).join(', ')}.`
}

/** What a replay did: "36 records landed, 2 still held". */
export function replayWords(done: {
  readonly landed: number
  readonly duplicate: number
  readonly filtered: number
  readonly heldAgain: number
  readonly stayed: number
}): string {
  const { landed, duplicate, filtered, heldAgain, stayed } = done
  const still = stayed + heldAgain
  const parts = [
    landed > 0 && `${formatMany(landed, 'record')} landed`,
    duplicate > 0 && `${formatCount(duplicate)} held already`,
    filtered > 0 && `${formatCount(filtered)} filtered`,
    still > 0 && `${formatCount(still)} still held`,
  ]
  return parts.filter(Boolean).join(', ') || 'Nothing was held'
}
