import type { Encoding } from './encoding.ts'

const beyondAscii = /[\x80-\xff]/

/** The cells as text, or undefined where one of them is not of the encoding. */
export function decodeCells(
  cells: readonly string[],
  raw: string,
  encoding: Encoding,
): readonly string[] | undefined {
  if (!beyondAscii.test(raw)) return cells
  const texts: string[] = []
  for (const cell of cells) {
    const text = beyondAscii.test(cell) ? encoding.decode(Buffer.from(cell, 'latin1')) : cell
    if (text === undefined) return undefined
    texts.push(text)
  }
  return texts
}
