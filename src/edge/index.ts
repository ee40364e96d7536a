export { answerFrom, placementsPath, type EdgeAnswer } from './answer.ts'
export type { EdgeExplanation } from './answer-why.ts'
export { restrictionsIn } from './arms.ts'
export type { Asker } from './choose.ts'
export { explain, type Explanation } from './explain.ts'
export { exposureRecord } from './exposure.ts'
export { ofrepFrom, ofrepPath } from './ofrep.ts'
export { prepareTable } from './prepare.ts'
export { regionOf } from './region.ts'
export {
  readVariantTable,
  type TablePlacement,
  type TableRestriction,
  type VariantTable,
} from './variant-table.ts'
