import { DefinitionError } from '../core/definition-error.ts'
import { countries } from './countries.ts'
import type { Placement } from './define.ts'

type Restricted = Pick<Placement, 'variants' | 'fallback' | 'restrictions'>

/**
 * A restriction that names no variant, or no region that a request can come from, would never hold, and
 * nobody would notice: it is refused.
 * @throws DefinitionError
 */
export function checkRestrictions(
  where: string,
  { variants: all, fallback, restrictions }: Restricted,
): void {
  const refuse = (instead: string): never => {
    throw new DefinitionError(where, 'restrictions', instead)
  }
  const names = all.map(({ name }) => name)
  const example = names.find((each) => each !== fallback)
  for (const { regions, variants } of restrictions) {
    if (!isFilled(regions)) refuse(`write one region or more, as regions: ['DE', 'US-CA']`)
    if (!isFilled(variants)) refuse(`write one variant or more, as variants: ['${example}']`)
    const unknown = variants.find((each) => !names.includes(each))
    if (unknown !== undefined) refuse(`there is no variant '${unknown}'`)
    if (variants.includes(fallback)) {
      refuse(`the fallback '${fallback}' must be allowed everywhere; choose another one`)
    }
    const wrong = regions.map(String).find((each) => !isRegion(each))
    if (wrong !== undefined) refuse(`'${wrong}' is no region; ${insteadOf(wrong)}`)
  }
}

/** Whatever the types say: a config is read without them. */
const isFilled = (list: readonly string[]): boolean => Array.isArray(list) && list.length > 0

function isRegion(region: string): boolean {
  const country = /^([A-Z]{2})(-[A-Z0-9]{1,3})?$/.exec(region)?.[1]
  return country !== undefined && countries.has(country)
}

function insteadOf(region: string): string {
  const upper = region.toUpperCase()
  if (upper === 'EU') return `spread eu, as regions: [...eu, 'GB']`
  if (upper === 'EEA') return `spread eea, as regions: [...eea, 'CH']`
  const named = [...countries].find((code) => nameOf.of(code)?.toUpperCase() === upper)
  const likely = named ?? upper.replace(/^(UK|EL)\b/, (code) => otherwise[code]!)
  return isRegion(likely)
    ? `write '${likely}'`
    : `write a code of ISO 3166-1 or 3166-2, as 'DE' or 'US-CA'`
}

/** Codes that others write: the United Kingdom reserves one for itself, the European Union has its own for Greece. */
const otherwise: Readonly<Record<string, string>> = { UK: 'GB', EL: 'GR' }

const nameOf = new Intl.DisplayNames('en', { type: 'region' })
