export { openSpool, type Spool, type SpoolTrouble } from './spool.ts'
