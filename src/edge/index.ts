export { answerFrom, placementsPath, type EdgeAnswer } from './answer.ts'
export { restrictionsIn } from './arms.ts'
export { bucketOf } from './bucket.ts'
export { choose, type Asker, type Choice } from './choose.ts'
export { exposureRecord } from './exposure.ts'
export { prepareTable } from './prepare.ts'
export {
  readVariantTable,
  type TablePlacement,
  type TableRestriction,
  type VariantTable,
} from './variant-table.ts'
