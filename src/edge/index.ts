export { answerFrom, placementsPath, type EdgeAnswer, type EdgeRequest } from './answer.ts'
export { armsWithout, forbiddenIn, type Arm } from './arms.ts'
export { bucketCount, bucketOf, fnv1a } from './bucket.ts'
export { choose, type Asker, type Choice, type FallbackReason } from './choose.ts'
export { exposureRecord, type Exposure } from './exposure.ts'
export { prepareTable, type PreparedTable } from './prepare.ts'
export {
  readVariantTable,
  type TablePlacement,
  type TableRestriction,
  type TableVariant,
  type VariantTable,
} from './variant-table.ts'
