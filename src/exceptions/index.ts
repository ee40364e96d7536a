export { raise, type RaiseDeps, type Trouble } from './raise.ts'
