import { currencyDecimals } from './currency-decimals.ts'

/**
 * An amount in one currency. It is held in millionths of the currency's unit, because ad platforms
 * bill in micros and a cent is too coarse for them; every sum of integers stays exact.
 */
export interface Money {
  readonly micros: number
  /** ISO 4217, upper case. */
  readonly currency: string
}

const perUnit = 1_000_000

function checked(micros: number, currency: string, given: unknown): Money {
  if (!/^[A-Z]{3}$/.test(currency)) {
    throw new RangeError(`"${currency}" is not a currency code; write for example 'EUR'`)
  }
  if (!Number.isSafeInteger(micros)) {
    throw new RangeError(`${String(given)} ${currency} is not an amount that can be held exactly`)
  }
  return { micros, currency }
}

/**
 * Money from a decimal amount in the currency's unit: `money(12.5, 'EUR')`, `money('12.50', 'EUR')`.
 * Digits beyond the sixth decimal are rounded, half away from zero.
 * @throws RangeError when the amount is not a decimal number or the currency is not a code.
 */
export function money(amount: number | string, currency: string): Money {
  const text = typeof amount === 'number' ? decimalText(amount) : amount.trim()
  const parts = /^(-?)(\d*)(?:\.(\d*))?$/.exec(text)
  if (!parts || (!parts[2] && !parts[3])) {
    throw new RangeError(`"${amount}" is not an amount; write digits with a decimal point`)
  }
  const fraction = (parts[3] ?? '').padEnd(7, '0')
  const size =
    Number(parts[2]) * perUnit + Number(fraction.slice(0, 6)) + (Number(fraction[6]) >= 5 ? 1 : 0)
  return checked(parts[1] && size ? -size : size, currency, amount)
}

/** Money from minor units (cents) with the currency's own number of decimals, as billing systems send it. */
export function minorUnits(amount: number, currency: string): Money {
  return checked(amount * 10 ** (6 - currencyDecimals(currency)), currency, amount)
}

/** Money from millionths of the unit, as ad platforms send it. */
export const micros = (amount: number, currency: string): Money => checked(amount, currency, amount)

/** A float as plain decimals: `1e-7` and `1e21` have no place in an amount. */
function decimalText(amount: number): string {
  if (!Number.isFinite(amount)) return String(amount)
  const text = String(amount)
  return text.includes('e') ? amount.toFixed(7) : text
}
