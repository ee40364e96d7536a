import fc from 'fast-check'

/** A JSON Schema, as far as the API's own schemas go. */
export interface Schema {
  readonly type?: string
  readonly format?: string
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly anyOf?: readonly Schema[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly items?: Schema
  readonly minimum?: number
  readonly maximum?: number
  readonly minLength?: number
  readonly maxLength?: number
  readonly minItems?: number
  readonly maxItems?: number
}

/** Text that has broken something somewhere. */
const evilTexts = [
  '',
  ' ',
  '\0',
  'a\0b',
  '\u202e\ud83d\ude00e\u0301\u00df\u0130',
  '\ud800',
  "' or 1=1; --",
  '%00',
  '%',
  '\\',
  '../../../../etc/passwd',
  '..%2f..%2fetc%2fpasswd',
  '__proto__',
  'constructor',
  'toString',
  'null',
  'undefined',
  'NaN',
  '-0',
  '1e400',
  '9007199254740993',
  '0x10',
  '<script>alert(1)</script>',
  '${7*7}',
  '2026-02-30',
  '0000-01-01',
  '+275760-09-14',
  'x'.repeat(20_000),
  '(('.repeat(500),
]

const evilNumbers = [
  0,
  -1,
  -0,
  0.5,
  1e21,
  1e308,
  -1e308,
  2 ** 31,
  2 ** 53,
  2 ** 63,
  Number.MAX_SAFE_INTEGER,
  Number.MIN_VALUE,
]

const deep = (levels: number): unknown =>
  Array.from({ length: levels }).reduce<unknown>((inner) => [inner], 1)

/** A value of any kind, mostly one that does not fit. */
export const hostileValue = (): fc.Arbitrary<unknown> =>
  fc.oneof(
    fc.constantFrom<unknown>(...evilTexts, ...evilNumbers),
    fc.constantFrom<unknown>(null, true, [], {}, [null], { a: { b: [] } }, deep(200)),
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.double(),
    fc.jsonValue({ maxDepth: 2 }),
  )

/** A hostile value as it stands in an address, where everything is text. */
export const hostileText = (): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...evilTexts, ...evilNumbers.map(String)) },
    { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
  )

/** Gives, for a field, names or numbers of things that exist, so that many requests get past the first look. */
export type Known = (field: string) => readonly (string | number)[]

/** A value of a field that fits its schema. */
export function fitting(schema: Schema, known: Known, field = ''): fc.Arbitrary<unknown> {
  const values = known(field)
  if (schema.const !== undefined) return fc.constant(schema.const)
  if (schema.enum) return fc.constantFrom(...schema.enum)
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map((each) => fitting(each, known, field)))
  switch (schema.type) {
    case 'integer':
    case 'number':
      return number(schema, values)
    case 'boolean':
      return fc.boolean()
    case 'null':
      return fc.constant(null)
    case 'array':
      return fc.array(fitting(schema.items ?? {}, known, field), {
        minLength: schema.minItems ?? 0,
        maxLength: Math.min(schema.maxItems ?? 5, 5),
      })
    case 'object':
      return record(schema, known)
    case 'string':
      return text(schema, values)
    case undefined:
    default:
      return fc.jsonValue({ maxDepth: 2 })
  }
}

function number(
  { minimum = 0, maximum = Number.MAX_SAFE_INTEGER }: Schema,
  known: readonly (string | number)[],
) {
  const fits = known.filter(
    (each): each is number => typeof each === 'number' && each >= minimum && each <= maximum,
  )
  const any = fc.integer({
    min: Math.ceil(minimum),
    max: Math.min(Math.floor(maximum), 2 ** 53 - 1),
  })
  return fits.length > 0
    ? fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...fits) }, { weight: 1, arbitrary: any })
    : any
}

function text(
  { minLength = 0, maxLength = 100, format }: Schema,
  known: readonly (string | number)[],
): fc.Arbitrary<string> {
  if (format === 'date') return fc.constantFrom('2026-01-01', '2026-12-31')
  if (format === 'date-time') return fc.constantFrom('2026-01-01T00:00:00Z')
  const fits = known.filter((each): each is string => typeof each === 'string')
  const most = Math.min(maxLength, 60)
  return fc.oneof(
    ...(fits.length > 0 ? [{ weight: 8, arbitrary: fc.constantFrom(...fits) }] : []),
    { weight: 1, arbitrary: fc.string({ minLength, maxLength: most }) },
    { weight: 1, arbitrary: fc.string({ unit: 'grapheme', minLength, maxLength: most }) },
  )
}

/** Few of what may be left out: where many things are said at once, something mostly does not go together. */
export function record(
  { properties = {}, required = [] }: Schema,
  known: Known,
): fc.Arbitrary<Record<string, unknown>> {
  const values = Object.fromEntries(
    Object.entries(properties).map(([name, each]) => [name, fitting(each, known, name)]),
  )
  const optional = Object.keys(properties).filter((name) => !required.includes(name))
  return fc
    .tuple(fc.record(values), fc.subarray(optional, { maxLength: Math.min(2, optional.length) }))
    .map(([all, said]) =>
      Object.fromEntries(
        Object.entries(all).filter(([name]) => required.includes(name) || said.includes(name)),
      ),
    )
}
