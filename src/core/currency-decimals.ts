/**
 * The currencies whose minor unit is not the hundredth, by its decimals: ISO 4217, list one, as
 * published on 25 June 2024. `Intl.NumberFormat` gives the digits of everyday prices instead, none for
 * HUF, and other ones with other versions of the engine.
 */
const exceptions: Readonly<Record<number, string>> = {
  0: 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF',
  3: 'BHD IQD JOD KWD LYD OMR TND',
  4: 'CLF UYW',
}

const decimals: ReadonlyMap<string, number> = new Map(
  Object.entries(exceptions).flatMap(([count, currencies]) =>
    currencies.split(' ').map((currency) => [currency, Number(count)] as const),
  ),
)

/** How many decimals the currency's minor unit stands for: 2 for EUR, 0 for JPY. */
export const currencyDecimals = (currency: string): number => decimals.get(currency) ?? 2
