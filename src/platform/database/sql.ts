/** A statement and its parameters, made only by the `sql` tag, so that no value is ever pasted into text. */
export class Sql {
  readonly chunks: readonly string[]
  readonly values: readonly unknown[]

  constructor(chunks: readonly string[], values: readonly unknown[]) {
    this.chunks = chunks
    this.values = values
  }

  /** The text with `$1`, `$2` ... in the places of the values. */
  get text(): string {
    return this.chunks.reduce((text, chunk, n) => `${text}$${n}${chunk}`)
  }
}

/** Writes a statement: values become parameters, nested statements are joined in. */
export function sql(template: readonly string[], ...inserts: readonly unknown[]): Sql {
  const chunks: string[] = [template[0] ?? '']
  const values: unknown[] = []
  inserts.forEach((insert, n) => {
    const after = template[n + 1] ?? ''
    if (insert instanceof Sql) {
      const [first = '', ...rest] = insert.chunks
      chunks.push(chunks.pop() + first, ...rest)
      chunks.push(chunks.pop() + after)
      values.push(...insert.values)
    } else {
      chunks.push(after)
      values.push(insert)
    }
  })
  return new Sql(chunks, values)
}
