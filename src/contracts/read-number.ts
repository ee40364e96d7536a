import { err, ok, type Result } from '../core/result.ts'
import { tooLong } from './too-long.ts'

/** Whole numbers with thousands signs, all of one kind: `1,234,567.8`, `1.234.567,8`, `1 234`. */
const grouped = {
  '.': /^\d{1,3}([,\s'’])\d{3}(?:\1\d{3})*(\.\d+)?$/,
  ',': /^\d{1,3}([.\s'’])\d{3}(?:\1\d{3})*(,\d+)?$/,
} as const

/**
 * Reads an amount from text. A currency sign, a minus before or behind and accounting brackets are
 * understood. A comma is never guessed at: `12,50` and `1,234` need a declared decimal sign.
 */
export function readNumber(text: string, decimal: '.' | ',' | undefined): Result<number, string> {
  const long = tooLong(text)
  if (long) return err(long)
  const sign = readSign(text)
  if (!sign) return err(`"${text}" is not a number`)
  let { digits } = sign
  if (decimal && grouped[decimal].test(digits)) {
    digits = digits.replace(decimal === '.' ? /[,\s'’]/g : /[.\s'’]/g, '')
  }
  if (digits.includes(',')) {
    if (decimal === undefined) {
      return err(
        `"${text}" has a comma that may be a decimal or a thousands sign; ` +
          `declare text: { decimal: ',' } or text: { decimal: '.' } in the contract`,
      )
    }
    if (decimal === ',') digits = digits.replace(',', '.')
  } else if (decimal === ',' && digits.includes('.')) {
    return err(`"${text}" has a decimal point, but the contract declares decimal: ','`)
  }
  if (!/^(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?$/.test(digits)) return err(`"${text}" is not a number`)
  const size = Number(digits)
  if (!Number.isFinite(size) || (/^\d+$/.test(digits) && !Number.isSafeInteger(size))) {
    return err(`"${text}" is too large to be held exactly; if it is an id, declare t.String()`)
  }
  return ok(sign.negative && size !== 0 ? -size : size)
}

/** Takes off one sign, on either side or as brackets, and one currency sign; undefined when they do not fit together. */
function readSign(text: string): { digits: string; negative: boolean } | undefined {
  const [, open, plus, digits, minus, close] =
    /^(\()?([-−+])?\s*([^-−+()].*?|)([-−])?(\))?$/su.exec(withoutCurrency(text)) ?? []
  if (digits === undefined || Boolean(open) !== Boolean(close)) return undefined
  if ([open, plus, minus].filter(Boolean).length > 1) return undefined
  return {
    digits: withoutCurrency(digits),
    negative: Boolean(open ?? minus) || (plus !== undefined && plus !== '+'),
  }
}

const withoutCurrency = (text: string) => text.trim().replace(/^\p{Sc}\s*|\s*\p{Sc}$/u, '')
