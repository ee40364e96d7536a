/** A number that JavaScript would write otherwise than it came: a long id, `1.0`. */
export class ExactNumber {
  readonly source: string

  constructor(source: string) {
    this.source = source
  }
}

/**
 * Reads JSON for people to look at: numbers stay as they were written, where the browser tells.
 * @throws SyntaxError when it is none
 */
export const exactJson = (text: string): unknown =>
  JSON.parse(text, (_name, value: unknown, context?: { readonly source?: string }) => {
    const source = context?.source
    const isOther = typeof value === 'number' && source !== undefined && String(value) !== source
    return isOther ? new ExactNumber(source) : value
  })
