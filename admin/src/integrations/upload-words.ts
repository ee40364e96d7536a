import { formatBytes, formatCount, formatMany } from '../ui/format.ts'
import type { Preview } from './types.ts'

/** The finding of a file that was judged, as a title. */
export function uploadFinding({ problem, counts, complete, file }: Preview): string {
  if (problem) return `${file} cannot be read`
  const { read, landed, duplicate, quarantined } = counts
  if (read === 0) return `${file} has no records`
  const all = complete ? formatMany(read, 'record') : `the first ${formatCount(read)} records`
  if (landed === read) return complete ? `All ${all} would land` : `All of ${all} would land`
  if (duplicate === read)
    return complete ? `All ${all} are held already` : `${all} are held already`
  const held = quarantined > 0 ? `, ${formatCount(quarantined)} would be quarantined` : ''
  return `${formatCount(landed)} of ${all} would land${held}`
}

export const fateText = {
  land: 'would land',
  duplicate: 'duplicate',
  filter: 'filtered',
  quarantine: 'quarantined',
} as const

const separators: Readonly<Record<string, string>> = {
  ',': 'commas',
  ';': 'semicolons',
  '\t': 'tabs',
  '|': 'bars',
}

/** How the file was understood, as a sentence. */
export function readAsText({ encoding, delimiter, size, columns }: Preview): string {
  const parts = [
    formatBytes(size),
    ...(encoding ? [`text in ${encoding.toUpperCase()}`] : []),
    ...(delimiter ? [`columns parted by ${separators[delimiter] ?? `“${delimiter}”`}`] : []),
    ...(columns.length > 0 ? [formatMany(columns.length, 'column')] : []),
  ]
  return parts.join(', ')
}
