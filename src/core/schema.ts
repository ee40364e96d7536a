import { Type, type Static, type TSchema } from 'typebox'

/** The schema builder of the vocabulary: `t.Object({ id: t.String() })`. Its schemas are JSON Schema. */
export const t = Type
export type { Static, TSchema }
