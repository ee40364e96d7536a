/** A variant that was answered, to be logged. */
export interface Exposure {
  readonly unit?: string | undefined
  readonly region?: string | undefined
  /** The rest of the record, as JSON without its opening brace: it is the same for every unit of the arm. */
  readonly rest: string
}

/** The part of an exposure's record that does not depend on who saw it. */
export interface Shown {
  readonly placement: string
  readonly variant: string
  readonly propensity: number
  readonly table: number
  readonly experiment?: string
  readonly fallback?: string
}

export const restOf = ({
  placement,
  variant,
  propensity,
  table,
  experiment,
  fallback,
}: Shown): string =>
  JSON.stringify({ placement, variant, propensity, table, experiment, fallback }).slice(1)

/**
 * The exposure's record as JSON text, as the contract `linchpin.exposures` takes it.
 *
 * @param id the same for the same showing, however often the record is sent
 * @param at ISO 8601, UTC
 */
export function exposureRecord(id: string, at: string, { unit, region, rest }: Exposure): string {
  const whose = unit === undefined ? '' : `"unit":${JSON.stringify(unit)},`
  const where = region === undefined ? '' : `"region":"${region}",`
  return `{"id":"${id}","at":"${at}",${whose}${where}${rest}`
}
