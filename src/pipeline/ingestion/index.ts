export { accept, type AcceptDeps, type Acceptance, type Incoming } from './accept.ts'
