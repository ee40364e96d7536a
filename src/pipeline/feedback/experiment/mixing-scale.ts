/** The number of units, as of two equal arms, at which the interval is made tightest. It may be any number, chosen before the data. */
export const tightestAt = 5_000

/**
 * The squared scale rho^2 of the normal mixture that makes the confidence sequence tightest at
 * `units`: (-2 ln alpha + ln(-2 ln alpha + 1)) / units.
 * Waudby-Smith, Arbour, Sinha, Kennedy and Ramdas, "Time-uniform central limit theory and asymptotic
 * confidence sequences", Annals of Statistics 2024 (arXiv 2103.06476), appendix on tuning.
 */
export function mixingScale(alpha: number, units = tightestAt): number {
  const spread = -2 * Math.log(alpha)
  return (spread + Math.log(spread + 1)) / units
}
