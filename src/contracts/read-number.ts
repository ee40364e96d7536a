import { err, ok, type Result } from '../core/result.ts'

const grouped = {
  '.': /^\d{1,3}(,\d{3})+(\.\d+)?$/,
  ',': /^\d{1,3}([.\s'’]\d{3})+(,\d+)?$/,
} as const

/**
 * Reads an amount from text. A currency sign, a leading minus and accounting brackets are
 * understood. A comma is never guessed at: `12,50` and `1,234` need a declared decimal sign.
 */
export function readNumber(text: string, decimal: '.' | ',' | undefined): Result<number, string> {
  let digits = text.replace(/^\s*\p{Sc}\s*|\s*\p{Sc}\s*$/gu, '').trim()
  const negative = /^(-|−|\().+/.test(digits)
  digits = digits.replace(/^[-−+(]\s*|\)$/g, '').replace(/^\p{Sc}\s*/u, '')
  if (decimal && grouped[decimal].test(digits)) {
    digits = digits.replace(decimal === '.' ? /,/g : /[.\s'’]/g, '')
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
  return ok(negative ? -Number(digits) : Number(digits))
}
