export { publishTable, tableChannel } from './publish.ts'
export { rank } from './rank.ts'
export { listTables, publishedTable } from './tables.ts'
export { why } from './why.ts'
