const longest = 100

/**
 * The name under which an uploaded file is kept: its own, without folders, signs that no file name may
 * have, and dots that would hide it.
 */
export function uploadName(given: string): string {
  const last = given.toWellFormed().normalize('NFC').split(/[/\\]/).at(-1)!
  const plain = last
    .replace(/[\p{C}<>:"|?*\ufffd]/gu, '')
    .replace(/^[.~\s]+|[.~\s]+$/g, '')
    .trim()
  const dot = plain.lastIndexOf('.')
  const ending = dot > 0 ? plain.slice(dot, dot + 12) : ''
  const stem = dot > 0 ? plain.slice(0, dot) : plain
  const name =
    stem
      .slice(0, longest - ending.length)
      .toWellFormed()
      .replaceAll('\ufffd', '') + ending
  return name === '' ? 'upload' : name
}
