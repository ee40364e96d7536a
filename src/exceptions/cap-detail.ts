import { jsonbText } from '../platform/database/jsonb-text.ts'

/** The most characters of detail that an exception keeps; the whole record lies in the quarantine. */
export const longestDetail = 32_000

/**
 * An exception's detail as JSON text. What is too long is cut and says so; what cannot be written as
 * JSON says that instead. Reporting a failure never fails because of what is reported.
 */
export function capDetail(detail: Readonly<Record<string, unknown>> = {}): string {
  let text: string
  try {
    text = jsonbText(detail)
  } catch (error) {
    return jsonbText({ note: `the detail could not be written down: ${(error as Error).message}` })
  }
  if (text.length <= longestDetail) return text
  return jsonbText({
    note: `the detail had ${text.length} characters; these are the first ${longestDetail / 2}`,
    start: text.slice(0, longestDetail / 2),
  })
}
