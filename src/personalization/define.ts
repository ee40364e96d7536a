import { DefinitionError } from '../core/definition-error.ts'
import { checkRestrictions } from './check-restrictions.ts'

export { eea, eu } from './countries.ts'

/** One of the things that a placement may show. */
export interface Variant {
  readonly name: string
  /** What the page receives: any JSON. */
  readonly content: unknown
  /** The share of visitors, relative to the other variants'. Default 1. */
  readonly weight?: number
}

/** Forbids variants where they may not be shown. */
export interface Restriction {
  /**
   * Country codes, ISO 3166-1 alpha-2, or regions of them, ISO 3166-2: `'DE'`, `'US-CA'`. Of many at once,
   * `eu` and `eea`: `[...eu, 'GB', 'CH']`.
   */
  readonly regions: readonly string[]
  /** The variants that may not be shown there. */
  readonly variants: readonly string[]
  readonly because: string
}

/** A spot on a page where a variant is shown. */
export interface Placement {
  readonly kind: 'placement'
  readonly name: string
  readonly variants: readonly Variant[]
  /** The variant that is shown when no choice can be made: no id, nothing else allowed, not covered. */
  readonly fallback: string
  /** Where the region is not known, only variants that are restricted nowhere are shown. */
  readonly restrictions: readonly Restriction[]
  /** The share of visitors, 0 to 1, for whom a choice is made. Raising it moves nobody between variants. Default 1. */
  readonly coverage: number
}

/**
 * Declares a placement.
 *
 * @example
 * definePlacement({
 *   name: 'hero', fallback: 'calm',
 *   variants: [{ name: 'calm', content: { title: 'Hello' } }, { name: 'bold', content: { title: 'Hi!' } }],
 *   restrictions: [{ regions: ['DE'], variants: ['bold'], because: 'the claim needs a source there' }],
 * })
 * @throws DefinitionError that names the field and what to write instead
 */
export function definePlacement(
  spec: Omit<Placement, 'kind' | 'restrictions' | 'coverage'> &
    Partial<Pick<Placement, 'restrictions' | 'coverage'>>,
): Placement {
  const where = `definePlacement '${spec?.name}'`
  const names = spec.variants?.map(({ name }) => name) ?? []
  if (!spec.name) throw new DefinitionError(where, 'name', 'write a name')
  if (names.length < 2 || new Set(names).size !== names.length) {
    throw new DefinitionError(where, 'variants', 'write two or more, each with a name of its own')
  }
  if (spec.variants.some(({ weight = 1 }) => !(weight >= 0 && Number.isFinite(weight)))) {
    throw new DefinitionError(where, 'variants', 'write weights of 0 or more')
  }
  const notJson = spec.variants.find(({ content }) => !isJson(content))
  if (notJson) {
    throw new DefinitionError(where, 'variants', `the content of '${notJson.name}' must be JSON`)
  }
  if (!names.includes(spec.fallback)) {
    throw new DefinitionError(where, 'fallback', `write one of ${names.join(', ')}`)
  }
  const { coverage = 1, restrictions = [] } = spec
  if (!(coverage >= 0 && coverage <= 1)) {
    throw new DefinitionError(where, 'coverage', 'write a share from 0 to 1')
  }
  checkRestrictions(where, { ...spec, restrictions })
  return { kind: 'placement', ...spec, coverage, restrictions }
}

/** Whether the value comes through JSON at all: no cycle, no bigint, not undefined. */
function isJson(value: unknown): boolean {
  try {
    return JSON.stringify(value) !== undefined
  } catch {
    return false
  }
}
