import type { TSchema } from '../../core/schema.ts'

type Pick = (value: unknown) => unknown

/** The part of JSON Schema that answers are declared in. */
interface Declared {
  readonly type?: string
  readonly properties?: Readonly<Record<string, TSchema>>
  readonly patternProperties?: Readonly<Record<string, TSchema>>
  readonly items?: TSchema
  readonly anyOf?: readonly TSchema[]
}

/**
 * Makes the function that gives of an answer only what its schema declares, so that a column which a query
 * happens to read does not leave. It copies what it must and passes on everything else as it is.
 */
export const onlyDeclared = (schema: TSchema): Pick => pickOf(schema) ?? ((value) => value)

/** Undefined where a schema has nothing to leave out: a text, or what is declared as unknown. */
function pickOf(schema: TSchema): Pick | undefined {
  const { type, properties, patternProperties, items, anyOf } = schema as Declared
  if (anyOf) return ofChoice(anyOf)
  if (type === 'array' && items) return ofList(pickOf(items))
  if (properties) return ofObject(properties)
  if (patternProperties) return ofRecord(Object.values(patternProperties).map(pickOf))
  return undefined
}

function ofObject(properties: Readonly<Record<string, TSchema>>): Pick {
  const picks = Object.entries(properties).map(([name, each]) => [name, pickOf(each)] as const)
  return (value) => {
    if (!isObject(value)) return value
    const picked: Record<string, unknown> = {}
    for (const [name, pick] of picks) {
      if (!Object.hasOwn(value, name)) continue
      picked[name] = pick ? pick(value[name]) : value[name]
    }
    return picked
  }
}

const ofList = (pick: Pick | undefined): Pick | undefined =>
  pick && ((value) => (Array.isArray(value) ? value.map(pick) : value))

function ofRecord([pick]: readonly (Pick | undefined)[]): Pick | undefined {
  return (
    pick &&
    ((value) =>
      isObject(value)
        ? Object.fromEntries(Object.entries(value).map(([name, each]) => [name, pick(each)]))
        : value)
  )
}

/** A choice between two shapes of object would have to be guessed, so none is declared. */
function ofChoice(choices: readonly TSchema[]): Pick | undefined {
  const picks = choices.map(pickOf).filter((each) => each !== undefined)
  if (picks.length > 1) throw new Error('an answer is one of several shapes; declare one')
  return picks[0]
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date)
