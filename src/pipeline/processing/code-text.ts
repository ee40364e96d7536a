const token =
  /\/\/[^\n]*|\/\*[^]*?\*\/|`(?:\\.|[^`\\])*`|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|\\.|\s+|,(?=\s*[)\]}])|;/g

/**
 * The text of code without what only shapes it: comments, white space, semicolons and trailing commas,
 * so that code which was formatted anew is the same. Texts in quotes stay as they are, whatever their quotes.
 */
export const codeText = (code: string): string =>
  code.replace(token, (found) => {
    if (/^(\/\/|\/\*|\s|,|;)/.test(found)) return ''
    return /^['"]/.test(found) ? `"${found.slice(1, -1).replaceAll('"', '\\"')}"` : found
  })
