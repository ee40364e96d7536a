import type { Answer } from '../app/index.ts'
import { formatPercent } from '../ui/format.ts'

export type Placement = Answer<'listPlacements'>['placements'][number]
export type Exposures = Answer<'showExposures'>

/** Why a fallback is shown, in words that a marketer understands. */
const reasons: Readonly<Record<string, string>> = {
  'no-unit': 'nobody to choose for: the page sent no identifier',
  'bad-unit': 'what the page sent is no identifier',
  'not-covered': 'outside the share of visitors for whom a choice is made',
  'nothing-allowed': 'every variant with a weight is restricted in that region',
}

export const reasonOf = (reason: string): string => reasons[reason] ?? reason

export const fallbacksOf = ({ fallbacks }: Exposures): number =>
  fallbacks.reduce((sum, { shown }) => sum + shown, 0)

/** The share of visitors that a variant's weight stands for where nothing is restricted. */
export function shareOf({ variants, coverage }: Placement, name: string): number {
  const sum = variants.reduce((total, { weight }) => total + weight, 0)
  const weight = variants.find((each) => each.name === name)?.weight ?? 0
  return sum > 0 ? (weight / sum) * coverage : 0
}

let names: Intl.DisplayNames | undefined

/** `DE` is Germany; `US-CA` is United States, CA. */
export function regionName(region: string | null): string {
  if (region === null) return 'Not known'
  names ??= new Intl.DisplayNames(['en-GB'], { type: 'region' })
  const [country = '', part] = region.split('-')
  const name = nameOf(country)
  return part === undefined ? name : `${name}, ${part}`
}

function nameOf(country: string): string {
  try {
    return names?.of(country) ?? country
  } catch {
    return country
  }
}

/** Shares of less than a thousandth are not nothing. */
export const formatShare = (part: number, whole: number): string => {
  if (whole === 0) return '–'
  const share = part / whole
  return share > 0 && share < 0.001 ? `under ${formatPercent(0.001)}` : formatPercent(share)
}

export const listOf = (words: readonly string[]): string =>
  new Intl.ListFormat('en-GB', { type: 'conjunction' }).format(words)
