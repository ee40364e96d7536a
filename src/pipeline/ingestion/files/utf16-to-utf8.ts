/**
 * Turns UTF-16 into UTF-8, chunk by chunk, without its byte order mark. Half a surrogate pair and half
 * a unit at the end become a byte that no UTF-8 has, so that exactly the line they stand in is refused.
 */
export async function* utf16ToUtf8(
  chunks: AsyncIterable<Buffer>,
  encoding: 'utf-16le' | 'utf-16be',
): AsyncGenerator<Buffer> {
  let carry: Buffer = Buffer.alloc(0)
  let first = true
  for await (const chunk of chunks) {
    const buffer = Buffer.concat([carry, chunk])
    const units = buffer.length >> 1
    let whole = Buffer.from(buffer.subarray(0, units * 2))
    carry = Buffer.from(buffer.subarray(units * 2))
    if (encoding === 'utf-16be') whole.swap16()
    const last = units > 0 ? whole.readUInt16LE(whole.length - 2) : 0
    if (last >= 0xd800 && last < 0xdc00) {
      // The second half of the pair is in the next chunk.
      carry = Buffer.concat([buffer.subarray(units * 2 - 2)])
      whole = whole.subarray(0, -2)
    }
    const text = whole.toString('utf16le')
    yield toBytes(first && text.startsWith('\ufeff') ? text.slice(1) : text)
    first &&= text === ''
  }
  if (carry.length > 0) yield broken
}

const broken = Buffer.from([0xff])

function toBytes(text: string): Buffer {
  if (text.isWellFormed()) return Buffer.from(text)
  const parts = text.split(/([\ud800-\udfff])/u)
  return Buffer.concat(parts.map((part) => (part.isWellFormed() ? Buffer.from(part) : broken)))
}
