/** Hands a text to the browser as a file to save. */
export function saveFile(name: string, text: string, type: string): void {
  // The mark at the beginning tells spreadsheets that this is UTF-8.
  const url = URL.createObjectURL(new Blob(['\ufeff', text], { type: `${type};charset=utf-8` }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 1_000)
}
