/** In bytes: a file system takes 255 of them, whatever the script. */
const longest = 200
const longestEnding = 12

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
  const ending = dot > 0 ? cut(plain.slice(dot), longestEnding) : ''
  const stem = dot > 0 ? plain.slice(0, dot) : plain
  const name = cut(stem, longest - Buffer.byteLength(ending)) + ending
  return name === '' ? 'upload' : name
}

/** As much of a text as fits into so many bytes, in whole characters. */
const cut = (text: string, bytes: number): string =>
  text.slice(0, new TextEncoder().encodeInto(text, new Uint8Array(bytes)).read)
