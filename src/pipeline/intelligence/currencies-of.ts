/**
 * The currencies that stand in figures, the one that most of them are in first: the main one, wherever
 * one currency must stand for all.
 */
export function currenciesOf(figures: Iterable<{ readonly currency: string | null }>): string[] {
  const seen = new Map<string, number>()
  for (const { currency } of figures) {
    if (currency !== null) seen.set(currency, (seen.get(currency) ?? 0) + 1)
  }
  return [...seen].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1)).map(([each]) => each)
}
